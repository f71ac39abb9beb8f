using KongAkka.Pipeline.Consuming.JavaClient;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class DirectoryValuesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("p${x}w", "p${x}w")]
    [InlineData("secret\n", "secret")]
    [InlineData(" a b \r\n", " a b ")]
    public void A_value_is_what_its_file_holds_without_the_lines_end(string content, string value)
    {
        Write("password", content);
        var translation = Translate("sasl.password", $"${{directory:{_folder}:password}}");
        Assert.Empty(translation.Faults);
        Assert.Equal(value, translation.Properties["sasl.password"]);
    }

    [Fact]
    public void A_login_line_may_have_user_and_password_from_files_whatever_letters_they_hold()
    {
        Write("user", "kong");
        Write("password", "a\"b\\c;'d");
        var translation = JavaProperties.Translate(new Dictionary<string, string>
        {
            ["sasl.mechanism"] = "SCRAM-SHA-512",
            ["sasl.jaas.config"] = $"ScramLoginModule required username=\"${{directory:{_folder}:user}}\" password=\"${{directory:{_folder}:password}}\";",
        });
        Assert.Empty(translation.Faults);
        Assert.Equal(("kong", "a\"b\\c;'d"), (translation.Properties["sasl.username"], translation.Properties["sasl.password"]));
    }

    [Fact]
    public void A_whole_login_line_may_stand_in_a_file()
    {
        Write("login", "ScramLoginModule required username=\"kong\" password=\"a\\\"b\";\n");
        var translation = JavaProperties.Translate(new Dictionary<string, string> { ["sasl.mechanism"] = "SCRAM-SHA-512", ["sasl.jaas.config"] = $" ${{directory:{_folder}:login}}" });
        Assert.Empty(translation.Faults);
        Assert.Equal(("kong", "a\"b"), (translation.Properties["sasl.username"], translation.Properties["sasl.password"]));
    }

    [Fact]
    public void A_file_is_read_anew_for_each_client()
    {
        Write("password", "old");
        var reference = $"${{directory:{_folder}:password}}";
        Assert.Equal("old", Translate("sasl.password", reference).Properties["sasl.password"]);
        Write("password", "new");
        Assert.Equal("new", Translate("sasl.password", reference).Properties["sasl.password"]);
    }

    [Theory]
    [InlineData("sasl.password", "${directory:/nowhere:password}", "\"/nowhere/password\" cannot be read: ", "Name a file that the service may read")]
    [InlineData("sasl.password", "${file:/run/kafka.properties:password}", "Values of the provider file are not read here.", "Put the value alone into a file")]
    [InlineData("sasl.password", "${env:PASSWORD}", "Values of the provider env are not read here.", "Put the value alone into a file")]
    [InlineData("config.providers", "directory", "Providers are not loaded here.", "Leave it out.")]
    [InlineData("config.providers.directory.class", "D", "Providers are not loaded here.", "Leave it out.")]
    public void What_cannot_be_read_is_a_fault_with_its_remedy(string key, string value, string what, string remedy)
    {
        var fault = Assert.Single(Translate(key, value).Faults);
        Assert.Equal(key, fault.Key);
        Assert.StartsWith(what, fault.What, StringComparison.Ordinal);
        Assert.StartsWith(remedy, fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_a_fault()
    {
        Write("password", "\n");
        Assert.Equal($"\"{Path.Combine(_folder, "password")}\" is empty.", Assert.Single(Translate("sasl.password", $"${{directory:{_folder}:password}}").Faults).What);
    }

    private static Translation Translate(string key, string value) => JavaProperties.Translate(key == "sasl.password"
        ? new Dictionary<string, string> { ["sasl.username"] = "kong", [key] = value }
        : new Dictionary<string, string> { [key] = value });

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);
}
