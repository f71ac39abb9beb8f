namespace KongAkka.Sandbox.Traffic;

/// <summary>How a collector writes a text into JSON; all of them mean the same text to Flink.</summary>
internal enum JsonStyle
{
    /// <summary>Only what RFC 8259 demands is escaped.</summary>
    Minimal,

    /// <summary>All that is not ASCII is escaped as <c>\u</c>, slashes and quotes too.</summary>
    Escaped,

    /// <summary>Control characters stand as they are, against the letter of RFC 8259; Flink reads them.</summary>
    RawControls,
}
