using System.Globalization;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Storage;
using KongAkka.Sandbox.StarRocks.Tables;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>One Stream Load at the BE, in its order: headers, label, plan, body, commit, publish.</summary>
internal sealed class LoadSession(Cluster cluster, LoadFaults faults, HttpContext context, string database, string tableName)
{
    private const string EmptyLoad =
        "No partitions have data available for loading. If you are sure there may be no data to be loaded, you can use `ADMIN SET FRONTEND CONFIG ('empty_load_as_error' = 'false')` to ensure such load jobs can succeed";

    private readonly LoadHeaders _headers = new(context.Request.Headers);
    private readonly LoadCounts _counts = new();
    private readonly LoadTimings _timings = new();
    private LoadTransaction? _transaction;
    private long _bodyBytes;

    /// <summary>Runs the load.</summary>
    /// <returns>The answer.</returns>
    /// <exception cref="LoadCutException">The connection shall be closed without an answer.</exception>
    public async Task<LoadReply> RunAsync()
    {
        try
        {
            return await LoadAsync();
        }
        catch (LoadRefusedException e)
        {
            if (!e.LeavesPrepared) Abort(e.Message);
            return Reply("Fail", e.Message);
        }
        catch (InvalidOperationException e)
        {
            Abort(e.Message);
            return Reply("Fail", e.Message);
        }
        catch (LoadCutException e) when (!e.LeavesPrepared)
        {
            Abort("the connection was closed");
            throw;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            Abort("Cancelled");
            throw new LoadCutException("the client went away", e);
        }
    }

    private async Task<LoadReply> LoadAsync()
    {
        await FaultPlayer.PlayAsync(faults, FaultPoint.Backend, context);
        _headers.CheckBeforeBegin();
        var table = Find();
        _transaction = cluster.Labels.TryBegin(database, _headers.Label, _headers.Timeout(), out var holder, tableName);
        if (_transaction is null) return LabelIsHeld(holder!);
        _timings.Begun();
        var request = _headers.Read();
        var fields = LoadFields.Of(table, request.Columns, request.JsonPaths);
        _timings.Planned();
        await FaultPlayer.PlayAsync(faults, FaultPoint.BeforeBody, context);
        var rows = OpenTable(table);
        try
        {
            await ReadAsync(request, table, rows, fields);
            await FaultPlayer.PlayAsync(faults, FaultPoint.BeforeCommit, context);
            return await CommitAsync(request.MaxFilterRatio, table, rows);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private TableDefinition Find()
    {
        if (!cluster.Catalog.HasDatabase(database)) throw new LoadRefusedException($"unknown database, database={database}");
        if (!cluster.Catalog.TryGet(database, tableName, out var table)) throw new LoadRefusedException($"unknown table \"{database}.{tableName}\"");
        if (!LabelRegistry.IsValid(_headers.Label))
            throw new LoadRefusedException($"Label format error. regex: ^[-\\w]{{1,128}}$, label: {_headers.Label}");
        return table;
    }

    // What DuckDB finds must be the table that the fields were decided for: its appender trusts the number of columns.
    private RowAppender OpenTable(TableDefinition table)
    {
        using var still = cluster.Schema.HoldStill();
        if (!cluster.Catalog.IsCurrent(database, table)) throw new LoadRefusedException(LoadCommit.Altered(database, table));
        try
        {
            return new RowAppender(cluster.Store, database, table);
        }
        catch (InvalidOperationException e)
        {
            throw new LoadRefusedException(e.Message, e);
        }
    }

    private async Task ReadAsync(LoadRequest request, TableDefinition table, RowAppender rows, LoadFields fields)
    {
        await FaultPlayer.PlayAsync(faults, FaultPoint.DuringBody, context);
        var reader = RowReader.For(request, new LoadRow(table, rows, request.Strict, isCsv: !request.IsJson), _counts, fields);
        using var timeout = new CancellationTokenSource(request.Timeout, cluster.Options.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        try
        {
            _bodyBytes = await BodyReader.ReadAsync(context.Request.Body, request.Compression, reader, stop.Token);
        }
        catch (LoadRefusedException)
        {
            // A BE takes the whole body before it answers; a client that is still sending would not see an earlier answer.
            await context.Request.Body.CopyToAsync(Stream.Null, stop.Token);
            throw;
        }
        catch (BadHttpRequestException e)
        {
            throw new LoadRefusedException("receive body don't equal with body bytes", e);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested)
        {
            throw new LoadRefusedException(string.Create(CultureInfo.InvariantCulture, $"timeout by txn manager: the load took longer than its {request.Timeout.TotalSeconds} s"), e);
        }

        _timings.Written();
    }

    private async Task<LoadReply> CommitAsync(double maxFilterRatio, TableDefinition table, RowAppender rows)
    {
        if (_counts.Exceeds(maxFilterRatio)) throw new LoadRefusedException("too many filtered rows");
        if (_counts.Loaded == 0) throw new LoadRefusedException(EmptyLoad);
        var commit = new LoadCommit(cluster, faults, table, _transaction! with { Figures = Figures }, rows);
        if (!await commit.RunAsync()) return Reply("Publish Timeout", "Publish timeout. The data will be visible after a while");
        _timings.Committed();
        return Reply("Success", "OK");
    }

    private LoadReply LabelIsHeld(LoadTransaction holder)
    {
        var message = $"Label [{holder.Label}] has already been used.";
        if (cluster.Options.DuplicateLabelDialect == DuplicateLabelDialect.PlainFail) return Reply("Fail", message);
        return Reply("Label Already Exists", message) with
        {
            ExistingJobStatus = holder.State is LoadState.Committed or LoadState.Visible ? "FINISHED" : "RUNNING",
        };
    }

    private void Abort(string reason)
    {
        if (_transaction is not null) cluster.Labels.Abort(_transaction with { Figures = Figures }, reason);
    }

    private LoadFigures Figures => new(_counts.Loaded, _counts.Filtered, context.Request.ContentLength ?? _bodyBytes);

    private LoadReply Reply(string status, string message) => new()
    {
        TxnId = _transaction?.Id ?? -1,
        Label = _headers.Label,
        Status = status,
        Message = message,
        Counts = _counts,
        LoadBytes = context.Request.ContentLength ?? _bodyBytes,
        Timings = _timings,
        ErrorUrl = _counts.Errors.Count == 0 ? null
            : $"http://{context.Request.Host}/api/_load_error_log?file={cluster.Errors.Add(_counts.Errors)}",
    };
}
