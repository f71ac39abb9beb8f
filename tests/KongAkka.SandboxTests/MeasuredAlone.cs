namespace KongAkka.SandboxTests;

/// <summary>Tests that measure the whole process: they run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
