using KongAkka.Pipeline.StarRocks;

namespace KongAkka.Tests.Pipeline.StarRocks;

public sealed class FrontendRotationTests
{
    private static readonly Uri First = new("http://fe1:8030");
    private static readonly Uri Second = new("http://fe2:8030");

    [Fact]
    public void A_frontend_is_used_until_it_fails_and_then_the_next()
    {
        var rotation = new FrontendRotation([First, Second]);
        Assert.Equal(First, rotation.Current);

        rotation.Leave(First);
        Assert.Equal(Second, rotation.Current);

        rotation.Leave(Second);
        Assert.Equal(First, rotation.Current);
    }

    [Fact]
    public void Two_loads_that_fail_at_one_frontend_leave_it_once()
    {
        var rotation = new FrontendRotation([First, Second]);
        rotation.Leave(First);
        rotation.Leave(First);

        Assert.Equal(Second, rotation.Current);
    }
}
