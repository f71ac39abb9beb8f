using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Telemetry;

/// <summary>The instruments of a process, for one of its jobs.</summary>
/// <param name="Instruments">The instruments.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Time">The clock.</param>
public sealed record JobInstruments(LoadInstruments Instruments, string Job, TimeProvider Time)
{
    /// <summary>Notes a load that is in the table.</summary>
    /// <param name="receipt">The load.</param>
    /// <param name="origin">When its records came about.</param>
    public void Loaded(LoadReceipt receipt, LoadOrigin origin) => Instruments.Loaded(Job, receipt, origin, Time.GetUtcNow());

    /// <summary>Notes a write to a subtask's journal.</summary>
    /// <param name="time">How long it took.</param>
    public void Journaled(TimeSpan time) => Instruments.Journaled(Job, time);
}
