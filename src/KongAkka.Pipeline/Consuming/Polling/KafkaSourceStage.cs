using Akka.Streams;
using Akka.Streams.Stage;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>The stage that passes on what a <see cref="PollLoop"/> reads. Each materialization has a thread of its own.</summary>
/// <param name="newLoop">Makes the loop of a materialization.</param>
internal sealed class KafkaSourceStage(Func<PollLoop> newLoop) : GraphStageWithMaterializedValue<SourceShape<ConsumedBatch>, IKafkaControl>
{
    private readonly Outlet<ConsumedBatch> _out = new("KafkaSource.out");

    /// <inheritdoc />
    public override SourceShape<ConsumedBatch> Shape => new(_out);

    /// <inheritdoc />
    public override ILogicAndMaterializedValue<IKafkaControl> CreateLogicAndMaterializedValue(Attributes inheritedAttributes)
    {
        var loop = newLoop();
        return new LogicAndMaterializedValue<IKafkaControl>(new Logic(this, loop), new KafkaControl(loop));
    }

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly Queue<ConsumedBatch> _ready = new();
        private readonly Outlet<ConsumedBatch> _out;
        private readonly PollLoop _loop;
        private bool _hasEnded;

        public Logic(KafkaSourceStage stage, PollLoop loop)
            : base(stage.Shape)
        {
            _out = stage._out;
            _loop = loop;
            SetHandler(_out, this);
        }

        public override void PreStart() => _loop.Start(GetAsyncCallback<ConsumedBatch>(Arrive), GetAsyncCallback<Exception?>(End));

        public override void PostStop() => _loop.Stop();

        public override void OnPull()
        {
            if (_ready.TryDequeue(out var batch)) Push(_out, batch);
            CompleteWhenAllIsPassedOn();
        }

        private void Arrive(ConsumedBatch batch)
        {
            if (IsAvailable(_out)) Push(_out, batch);
            else _ready.Enqueue(batch);
        }

        private void End(Exception? failure)
        {
            if (failure is not null)
            {
                FailStage(failure);
                return;
            }
            _hasEnded = true;
            CompleteWhenAllIsPassedOn();
        }

        private void CompleteWhenAllIsPassedOn()
        {
            if (_hasEnded && _ready.Count == 0) CompleteStage();
        }
    }
}
