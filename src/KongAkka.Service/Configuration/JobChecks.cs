using KongAkka.Jobs;

namespace KongAkka.Service.Configuration;

/// <summary>Checks that look at more than one key or more than one job.</summary>
/// <param name="jobs">The section <c>jobs</c>.</param>
/// <param name="memory">The bytes of memory that the process may use.</param>
internal sealed class JobChecks(ConfigurationSection jobs, long memory)
{
    /// <summary>Checks all jobs.</summary>
    /// <param name="specs">The jobs.</param>
    public void Check(IReadOnlyList<JobSpec> specs)
    {
        foreach (var spec in specs) CheckName(spec.Name);
        foreach (var same in specs.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            jobs.Fault(same.Last().Name, $"{string.Join(" and ", same.Select(s => s.Name))} differ in case alone.", "Give each job a name of its own.");
        foreach (var same in specs.GroupBy(s => $"{s.Source.BootstrapServers} {s.Source.Topic} {s.Source.GroupId}").Where(g => g.Count() > 1))
            jobs.Warn(same.Last().Name, $"{string.Join(" and ", same.Select(s => s.Name))} read topic {same.First().Source.Topic} with the same group-id {same.First().Source.GroupId}: each overwrites the other's committed offsets.");
        CheckMemory(specs);
    }

    private void CheckName(string name)
    {
        var plain = name.Length is > 0 and <= 100 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        if (!plain) jobs.Fault(name, "A job cannot have this name.", "Use up to 100 letters, digits, '.', '_' and '-', a letter or digit first.");
    }

    /// <summary>Bodies in flight and the one that is being filled must fit into memory together, of every subtask of every job.</summary>
    private void CheckMemory(IReadOnlyList<JobSpec> specs)
    {
        var bodies = specs.Sum(s => (double)s.Batch.MaxBytes * (s.Batch.MaxLoadsInFlight + 1) * s.Parallelism);
        var text = $"The loads of all subtasks may hold {bodies / (1 << 20):N0} MiB, and the process has {memory / (1 << 20):N0} MiB.";
        const string Remedy = "Lower batch.max-bytes, batch.max-loads-in-flight or parallelism.";
        if (specs.Count == 0 || bodies <= memory / 2) return;
        var batch = jobs.Section(specs.MaxBy(s => s.Batch.MaxBytes * s.Parallelism)!.Name).Section("batch");
        if (bodies > memory) batch.Fault("max-bytes", text, Remedy);
        else batch.Warn("max-bytes", $"{text} {Remedy}");
    }
}
