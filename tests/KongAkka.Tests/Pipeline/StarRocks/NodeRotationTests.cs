using KongAkka.Pipeline.StarRocks;

namespace KongAkka.Tests.Pipeline.StarRocks;

public sealed class NodeRotationTests
{
    private static readonly Uri First = new("http://fe1:8030");
    private static readonly Uri Second = new("http://fe2:8030");
    private static readonly Uri Third = new("http://fe3:8030");
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly NodeHealth _health = new();

    [Fact]
    public void A_node_is_used_until_it_fails_and_then_the_next()
    {
        var rotation = Rotation(First, Second);
        Assert.Equal(First, rotation.Current(Start));

        rotation.Leave(First);
        Assert.Equal(Second, rotation.Current(Start));

        rotation.Leave(Second);
        Assert.Equal(First, rotation.Current(Start));
    }

    [Fact]
    public void Two_loads_that_fail_at_one_node_leave_it_once()
    {
        var rotation = Rotation(First, Second);
        rotation.Leave(First);
        rotation.Leave(First);

        Assert.Equal(Second, rotation.Current(Start));
    }

    [Fact]
    public void In_turn_each_node_gets_one()
    {
        var rotation = Rotation(First, Second, Third);
        Assert.Equal([First, Second, Third, First], Enumerable.Range(0, 4).Select(_ => rotation.Next(Start)));
    }

    [Fact]
    public void A_node_that_is_put_aside_is_passed_over_until_it_is_due()
    {
        var rotation = Rotation(First, Second);
        _health.Missed(First, Start);
        rotation.Leave(First);
        rotation.Leave(Second);
        Assert.Equal(Second, rotation.Current(After(29)));
        Assert.Equal([Second, Second], [rotation.Next(After(29)), rotation.Next(After(29))]);
        Assert.Equal(First, rotation.Next(After(30)));
    }

    [Fact]
    public void When_all_are_put_aside_the_one_that_is_due_first_is_used()
    {
        var rotation = Rotation(First, Second, Third);
        _health.Missed(Second, Start);
        _health.Missed(First, After(1));
        _health.Missed(Third, After(2));
        Assert.Equal(Second, rotation.Current(After(3)));
        _health.Missed(Second, After(3));
        Assert.Equal(First, rotation.Current(After(4)));
    }

    [Fact]
    public void A_node_that_is_missed_when_it_is_due_is_put_aside_for_twice_as_long_up_to_five_minutes()
    {
        var now = Start;
        var spans = new List<double>();
        for (var time = 0; time < 6; time++)
        {
            _health.Missed(First, now);
            spans.Add((_health.Due(First) - now).TotalSeconds);
            now = _health.Due(First);
        }

        Assert.Equal([30, 60, 120, 240, 300, 300], spans);
    }

    [Fact]
    public void Loads_that_miss_a_node_together_put_it_aside_once()
    {
        _health.Missed(First, Start);
        _health.Missed(First, After(1));
        Assert.Equal(After(31), _health.Due(First));
    }

    [Fact]
    public void A_node_that_answers_is_put_aside_no_longer_and_begins_anew()
    {
        _health.Missed(First, Start);
        _health.Missed(First, After(30));
        _health.Reached(new Uri(First, "/api/d/t/_stream_load"));
        Assert.Equal(DateTimeOffset.MinValue, _health.Due(First));
        _health.Missed(First, After(100));
        Assert.Equal(After(130), _health.Due(First));
    }

    private static DateTimeOffset After(int seconds) => Start.AddSeconds(seconds);

    private NodeRotation Rotation(params Uri[] nodes) => new(nodes, _health);
}
