namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>What librdkafka calls the options of Kafka's login modules. Pure.</summary>
internal static class JaasLogin
{
    /// <summary>The property.</summary>
    public const string Key = "sasl.jaas.config";

    private const string Form = "Write org.apache.kafka.common.security.scram.ScramLoginModule required username=\"…\" password=\"…\"; or set sasl.username and sasl.password.";

    /// <summary>Puts them in place of the property.</summary>
    /// <param name="properties">The properties as they are given.</param>
    /// <param name="translation">Takes what they are in librdkafka's words, and what is wrong with them.</param>
    public static void Translate(IReadOnlyDictionary<string, string> properties, Translation translation)
    {
        if (!properties.TryGetValue(Key, out var text)) return;
        var fault = JaasConfig.Read(text) switch
        {
            null => new PropertyFault(Key, "It is not the line of a login module.", Form),
            { Module: "ScramLoginModule" or "PlainLoginModule" } login => Put(login, translation, ("username", "sasl.username"), ("password", "sasl.password")),
            { Module: "OAuthBearerLoginModule" } login => PutOAuth(login, translation),
            { Module: "Krb5LoginModule" } => new PropertyFault(Key, "Kerberos is not built into the librdkafka that is used here.", "Use SCRAM, PLAIN, OAUTHBEARER or a client certificate."),
            { Module: var module } => new PropertyFault(Key, $"The login module {module} is not known.", Form),
        };
        if (fault is not null) translation.Faults.Add(fault);
        else if (!properties.ContainsKey("sasl.mechanism") && !properties.ContainsKey("sasl.mechanisms"))
            translation.Faults.Add(new PropertyFault(Key, "sasl.mechanism is missing beside it.", "Set sasl.mechanism to the one that the brokers have: SCRAM-SHA-512, SCRAM-SHA-256, PLAIN or OAUTHBEARER."));
    }

    private static PropertyFault? PutOAuth(JaasConfig login, Translation translation)
    {
        if (login.Options.Keys.FirstOrDefault(o => o.StartsWith("unsecured", StringComparison.Ordinal)) is { } unsecured)
            return new PropertyFault(Key, $"{unsecured} is for the Java client's tests alone.", "Set clientId and clientSecret, or enable.sasl.oauthbearer.unsecure.jwt and sasl.oauthbearer.config of librdkafka.");
        translation.Put("sasl.oauthbearer.method", "oidc", Key);
        var fault = Put(login, translation, ("clientId", "sasl.oauthbearer.client.id"), ("clientSecret", "sasl.oauthbearer.client.secret"));
        if (login.Options.TryGetValue("scope", out var scope)) translation.Put("sasl.oauthbearer.scope", scope, Key);
        return fault;
    }

    private static PropertyFault? Put(JaasConfig login, Translation translation, params ReadOnlySpan<(string Option, string Name)> names)
    {
        foreach (var (option, name) in names)
        {
            if (!login.Options.TryGetValue(option, out var value)) return new PropertyFault(Key, $"Its option {option} is missing.", $"Write {option}=\"…\" before the semicolon.");
            translation.Put(name, value, Key);
        }

        return login.Options.ContainsKey("tokenauth")
            ? new PropertyFault(Key, "Delegation tokens (tokenauth) are not known to librdkafka.", "Give a user and a password.")
            : null;
    }
}
