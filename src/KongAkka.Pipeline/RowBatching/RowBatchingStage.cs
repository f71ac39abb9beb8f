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
/// While a load waits for demand, the next one is filled up to its limits; then the stage stops to pull. So at most two bodies and one batch are held here,
/// beside the loads that downstream has in flight. An old load is emitted on demand only and grows until then: a slow sink gets fewer and larger loads.
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

    private sealed class Logic : TimerGraphStageLogic
    {
        private const string AgeTimer = "age";

        private readonly RowBatchingStage _stage;
        private readonly LoadCutter _cutter;
        private readonly OpenLoad _open;
        private LoadBatch? _waiting;
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

        public override void PreStart() => Pull(_stage._in);

        public override void PostStop()
        {
            _open.Dispose();
            _waiting?.Body.Dispose();
        }

        protected override void OnTimer(object timerKey) => Advance();

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

        // The one place where anything moves: fill, cut, push; again while that made room; then ask for more.
        private void Advance()
        {
            do _open.Fill();
            while (CutWhenDue() | PushWaiting());

            if (_isFinishing)
            {
                if (_waiting is null && !_open.HasBatch && _open.IsEmpty) CompleteStage();
                return;
            }

            if (!_open.HasBatch && !_open.IsFull && !HasBeenPulled(_stage._in)) Pull(_stage._in);
            WatchAge();
        }

        private bool CutWhenDue()
        {
            if (_waiting is not null || !MustCut()) return false;
            _waiting = _open.Cut();
            return true;
        }

        private bool MustCut() =>
            _open.IsFull
            || (!_open.IsEmpty && ((_isFinishing && !_open.HasBatch) || (IsOld() && IsAvailable(_stage._out))));

        private bool IsOld() => _cutter.UntilOld(_stage._time.GetTimestamp()) == TimeSpan.Zero;

        private bool PushWaiting()
        {
            if (_waiting is null || !IsAvailable(_stage._out)) return false;
            Push(_stage._out, _waiting);
            _waiting = null;
            return true;
        }

        // Without demand there is nothing to wake up for: the pull will come through Advance.
        private void WatchAge()
        {
            var left = _cutter.UntilOld(_stage._time.GetTimestamp());
            if (left is { } time && IsAvailable(_stage._out)) ScheduleOnce(AgeTimer, time + TimeSpan.FromMilliseconds(1));
            else CancelTimer(AgeTimer);
        }
    }
}
