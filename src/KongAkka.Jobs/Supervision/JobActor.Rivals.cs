using System.Security.Cryptography;
using Akka.Actor;
using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Jobs.Supervision;

/// <content>
/// Other starts of the job on a copy of its journal. They show in the consumer group: one that comes later is refused by what is there at its start, of those that start
/// at the same moment one sees here that its commits were overwritten.
/// </content>
internal sealed partial class JobActor
{
    /// <summary>Soon after the first commits, before a load of the usual age is cut.</summary>
    private static readonly TimeSpan FirstLookForRivals = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookForRivalsEvery = TimeSpan.FromSeconds(30);

    private readonly string _start = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    private GroupCommitRule Commits => new(_state.JobId!, _state.Epoch) { Start = _start };

    private bool MayHaveRivals => !_stopping && _failure is null && _crew.Count > 0;

    private void LookForRivals(TimeSpan after) => Timers.StartSingleTimer("rivals", LookForRival.Instance, after);

    private void ReadGroup()
    {
        if (MayHaveRivals) _preparing.GroupAsync(_prepared!.Partitions, _stopped.Token).PipeTo(Self, Self, group => new GroupRead(group), _ => new GroupRead(new Dictionary<int, GroupCommit>()));
    }

    private void OnGroupRead(IReadOnlyDictionary<int, GroupCommit> group)
    {
        if (!MayHaveRivals) return;
        // Only now: brokers that are away would be asked over and over.
        if (!Timers.IsTimerActive("rivals")) LookForRivals(LookForRivalsEvery);
        var rivals = group.Where(g => Commits.IsRival(g.Value, _prepared!.Group.GetValueOrDefault(g.Key))).OrderBy(g => g.Key).ToArray();
        if (rivals.Length == 0) return;
        var failure = OwnershipRule.Rival(_spec, Commits, rivals[0].Key, rivals[0].Value);
        if (Commits.IsLater(rivals[0].Value))
        {
            _failure = failure;
            _crew.Abort();
        }
        else
        {
            // Without the last commits of a subtask that ends: the other one would take them for a rival's in turn.
            _crew.Dismiss();
            Fail(failure);
        }
    }
}
