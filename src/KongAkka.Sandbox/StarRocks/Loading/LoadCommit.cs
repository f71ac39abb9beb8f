using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Storage;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>The end of a load: what was read is committed, then published. What is committed can fail no more.</summary>
internal sealed class LoadCommit(Cluster cluster, LoadFaults faults, TableDefinition table, LoadTransaction transaction, RowAppender rows)
{
    /// <summary>The text for a load whose table changed under it.</summary>
    public static string Altered(string database, TableDefinition table) => $"table '{database}.{table.Name}' was altered while the load ran (embedded StarRocks)";

    /// <summary>Commits and publishes.</summary>
    /// <returns>True when the rows are readable; false when they will be later and the answer does not wait for them.</returns>
    /// <exception cref="LoadRefusedException">The load cannot be committed.</exception>
    public async Task<bool> RunAsync()
    {
        Complete();
        if (CommitAndPublish() is not { } fault) return true;
        var published = cluster.Publishing.AfterAsync(stop => faults.Plan.WaitAsync(fault.Delay, stop), Publish);
        if (fault.Action == FaultAction.PublishTimeout) return false;
        await published;
        return true;
    }

    private void Complete()
    {
        try
        {
            rows.Complete();
        }
        catch (InvalidOperationException e)
        {
            throw new LoadRefusedException(IsAltered ? Altered(transaction.Database, table) : e.Message, e);
        }
    }

    /// <returns>Null when the rows are published, else the fault that holds them back.</returns>
    private Fault? CommitAndPublish()
    {
        using var still = cluster.Schema.HoldStill();
        if (IsAltered) throw new LoadRefusedException(Altered(transaction.Database, table));
        if (cluster.Labels.TryCommit(transaction) is { } aborted) throw new LoadRefusedException(aborted);
        if (faults.TryTake(FaultPoint.Publish, out var fault)) return fault;
        Publish();
        return null;
    }

    private void Publish()
    {
        try
        {
            rows.Commit(cluster.FinishedLoads.Entry(transaction, cluster.Options.TimeProvider.GetUtcNow()));
            cluster.Labels.Publish(transaction);
        }
        catch (Exception e)
        {
            cluster.Labels.Abort(transaction, e.Message);
            throw new LoadRefusedException(e.Message, e);
        }
        finally
        {
            rows.Dispose();
        }
    }

    private bool IsAltered => !cluster.Catalog.IsCurrent(transaction.Database, table);
}
