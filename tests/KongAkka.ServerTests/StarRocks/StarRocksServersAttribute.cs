namespace KongAkka.ServerTests.StarRocks;

/// <summary>The servers of a test of the contract, which the embedded StarRocks has to keep always, and a real one where it is given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StarRocksServersAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) => RealUnderTest.Address is null ? [["embedded"]] : [["embedded"], ["real"]];
}
