using System.Net;
using KongAkka.Service.Configuration;

namespace KongAkka.Tests.Service;

public sealed class AdminSettingsTests
{
    [Fact]
    public void The_defaults_of_the_reference_are_those_of_the_type() => Assert.Equal(new AdminSettings(), ConfigurationSample.Read("").Admin);

    [Fact]
    public void Every_key_is_read()
    {
        var admin = ConfigurationSample.Read("""
            kongakka.admin { bind-address = "0.0.0.0", port = 0, token = "0123456789abcdef", read-only = true, tls { certificate = c.pem, key = k.pem, client-ca = ca.pem } }
            """).Admin;
        Assert.Equal(new AdminSettings { BindAddress = IPAddress.Any, Port = 0, Token = "0123456789abcdef", ReadOnly = true, Certificate = "c.pem", Key = "k.pem", ClientAuthorities = "ca.pem" }, admin);
    }

    [Theory]
    [InlineData("bind-address", "somewhere", "is no IP address")]
    [InlineData("port", "70000", "is not a whole number from 0 to 65535")]
    [InlineData("token", "short", "fewer than 16 characters")]
    [InlineData("read-only", "perhaps", "is not a choice")]
    [InlineData("tls.client-ca", "ca.pem", "no meaning without a certificate")]
    public void A_fault_is_named(string key, string value, string what)
    {
        var fault = ConfigurationSample.Fault("", $"admin.{key}={value}");
        Assert.StartsWith($"kongakka.admin.{key}", fault, StringComparison.Ordinal);
        Assert.Contains(what, fault, StringComparison.Ordinal);
    }
}
