using System.Text;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>Asks librdkafka whether it understands a property.</summary>
internal static class NativeConf
{
    private const int Ok = 0;

    /// <summary>What librdkafka has against a property; null when nothing.</summary>
    /// <param name="key">The property's name.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="UnrecoverableException">librdkafka cannot be loaded.</exception>
    public static string? Fault(string key, string value)
    {
        Librdkafka.EnsureUsable();
        Span<byte> error = stackalloc byte[512];
        var conf = NativeMethods.NewConf();
        try
        {
            if (NativeMethods.SetConf(conf, key, value, error, (nuint)error.Length) == Ok) return null;
            var length = error.IndexOf((byte)0);
            return Encoding.UTF8.GetString(length < 0 ? error : error[..length]);
        }
        finally
        {
            NativeMethods.DestroyConf(conf);
        }
    }
}
