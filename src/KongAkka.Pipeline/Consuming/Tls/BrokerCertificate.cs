using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace KongAkka.Pipeline.Consuming.Tls;

/// <summary>Looks at the certificate that a broker shows, which librdkafka does not tell.</summary>
internal static class BrokerCertificate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Begins a handshake and ends it once the certificate is shown, believed or not; waits a few seconds at most.</summary>
    /// <param name="host">The broker's host.</param>
    /// <param name="port">Its port.</param>
    /// <returns>The certificate; null when none was shown. The caller's to dispose.</returns>
    public static X509Certificate2? Look(string host, int port)
    {
        X509Certificate2? shown = null;
        try
        {
            using var client = new TcpClient { SendTimeout = (int)Patience.TotalMilliseconds, ReceiveTimeout = (int)Patience.TotalMilliseconds };
            if (!client.ConnectAsync(host, port).Wait(Patience)) return null;
            using var tls = new SslStream(client.GetStream());
            tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = Take });
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException or AggregateException { InnerException: SocketException })
        {
            // So it ends: what it was for is in hand by then, or never comes.
        }

        return shown;

        bool Take(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            if (certificate is not null) shown = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
            return false;
        }
    }
}
