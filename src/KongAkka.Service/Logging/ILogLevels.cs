using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Logging;

/// <summary>What is logged, to be changed while the service runs.</summary>
public interface ILogLevels
{
    /// <summary>The least level that is logged.</summary>
    LogLevel Level { get; set; }
}
