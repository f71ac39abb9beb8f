namespace KongAkka.Service.Hocon;

/// <summary>Where something was written.</summary>
/// <param name="Source">The file, or what else it came from (<c>--set …</c>, an environment variable).</param>
/// <param name="Line">The line, from 1; 0 when there are no lines.</param>
/// <param name="Column">The column, from 1.</param>
internal readonly record struct HoconOrigin(string Source, int Line = 0, int Column = 0)
{
    /// <summary><c>file:line</c>, or the source alone.</summary>
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}";

    /// <summary><c>file:line:column</c>, or the source alone.</summary>
    public string ToPreciseString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}
