using Akka.Streams;
using Akka.Streams.Stage;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Parsing;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>
/// Gathers rows into loads, cut by rows, bytes or age, and keeps the account of the offsets they stand for: each record belongs to exactly one load,
/// ranges are contiguous from load to load. A load whose records left no row is emitted too, so that offsets advance.
/// </summary>
/// <remarks>
/// A load takes one of the sink's places with its first row: rows are gathered only while downstream asks for a load. So at most as many bodies exist as
/// loads may be in flight, and a slow sink leaves records in Kafka instead of here.
/// </remarks>
public sealed class RowBatchingStage : GraphStage<FlowShape<ParsedBatch, LoadBatch>>
{
    private readonly Inlet<ParsedBatch> _in = new("RowBatching.in");
    private readonly Outlet<LoadBatch> _out = new("RowBatching.out");
    private readonly LoadLimits _limits;
    private readonly Func<RowWriter> _createWriter;
    private readonly IReadOnlyList<PartitionBounds> _starts;
    private readonly TimeProvider _time;

    /// <summary>Makes the stage.</summary>
    /// <param name="limits">When a load is cut.</param>
    /// <param name="createWriter">Makes the writer of one running stage.</param>
    /// <param name="starts">Where each partition is read from; one that is not named starts at its first record.</param>
    /// <param name="time">What tells the age of a load; the system's time by default.</param>
    public RowBatchingStage(
        LoadLimits limits, Func<RowWriter> createWriter, IReadOnlyList<PartitionBounds>? starts = null, TimeProvider? time = null)
    {
        _limits = limits;
        _createWriter = createWriter;
        _starts = starts ?? [];
        _time = time ?? TimeProvider.System;
        Shape = new FlowShape<ParsedBatch, LoadBatch>(_in, _out);
    }

    /// <inheritdoc/>
    public override FlowShape<ParsedBatch, LoadBatch> Shape { get; }

    /// <inheritdoc/>
    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes)
    {
        var cutter = new LoadCutter(_limits, _time);
        return new Logic(this, cutter, new OpenLoad(_createWriter(), cutter, new OffsetRanges(_starts)));
    }

    private sealed class Logic : GraphStageLogic
    {
        // .NET's timers wait for at most 49 days; who wakes up too early waits again.
        private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

        private readonly RowBatchingStage _stage;
        private readonly LoadCutter _cutter;
        private readonly OpenLoad _open;
        private ITimer _age = null!;
        private bool _isFinishing;

        public Logic(RowBatchingStage stage, LoadCutter cutter, OpenLoad open)
            : base(stage.Shape)
        {
            _stage = stage;
            _cutter = cutter;
            _open = open;
            SetHandler(stage._in, onPush: Receive, onUpstreamFinish: Finish);
            SetHandler(stage._out, onPull: Advance);
        }

        // Not a timer of Akka's: those are as late as a tick of its scheduler, which is long here.
        public override void PreStart()
        {
            var advance = GetAsyncCallback(Advance);
            _age = _stage._time.CreateTimer(_ => advance(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public override void PostStop()
        {
            _age.Dispose();
            _open.Dispose();
        }

        private void Receive()
        {
            _open.Take(Grab(_stage._in), _stage._time.GetTimestamp());
            Advance();
        }

        private void Finish()
        {
            _isFinishing = true;
            Advance();
        }

        // The one place where anything moves: fill and push while a load is asked for, then ask for more.
        private void Advance()
        {
            while (IsAvailable(_stage._out))
            {
                _open.Fill();
                if (!MustCut()) break;
                Push(_stage._out, _open.Cut(_stage._time.GetTimestamp()));
            }

            if (_isFinishing)
            {
                if (!_open.HasBatch && _open.IsEmpty) CompleteStage();
                return;
            }

            if (IsAvailable(_stage._out) && !_open.HasBatch && !HasBeenPulled(_stage._in)) Pull(_stage._in);
            WatchAge();
        }

        private bool MustCut() => _open.IsFull || (!_open.IsEmpty && ((_isFinishing && !_open.HasBatch) || IsOld()));

        private bool IsOld() => _cutter.UntilOld(_stage._time.GetTimestamp()) == TimeSpan.Zero;

        // Without demand there is nothing to wake up for: the pull will come through Advance.
        private void WatchAge()
        {
            var left = _cutter.UntilOld(_stage._time.GetTimestamp());
            var wait = left is { } time && IsAvailable(_stage._out) ? TimeSpan.FromTicks(Math.Min(time.Ticks, LongestWait.Ticks)) + TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan;
            _age.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }
}
