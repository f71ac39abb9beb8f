using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.Sql.Connecting;
using KongAkka.Pipeline.Sql.Inserting;

namespace KongAkka.Tests.Pipeline.Sql;

public sealed class InsertFailureTests
{
    [Theory]
    [InlineData(1406)]
    [InlineData(1366)]
    [InlineData(1048)]
    [InlineData(1062)]
    [InlineData(4025)]
    public void A_value_that_a_column_does_not_take_is_looked_for(int number) => Assert.IsType<LoadDecision.Refused>(Decide(number));

    [Theory]
    [InlineData(1205, RetryPace.Soon)]
    [InlineData(1213, RetryPace.Soon)]
    [InlineData(1053, RetryPace.Soon)]
    [InlineData(1114, RetryPace.Long)]
    [InlineData(1290, RetryPace.Long)]
    [InlineData(1045, RetryPace.Long)]
    public void What_passes_is_tried_again(int number, object pace) => Assert.Equal((RetryPace)pace, Assert.IsType<LoadDecision.RetrySameLabel>(Decide(number)).Pace);

    [Theory]
    [InlineData(1146, "kongakka check")]
    [InlineData(1054, "kongakka check")]
    [InlineData(1142, "Grant INSERT")]
    [InlineData(1153, "max_allowed_packet")]
    [InlineData(1064, "server's log")]
    [InlineData(9999, "server's log")]
    public void What_does_not_pass_and_what_is_not_known_ends_the_job_with_the_words(int number, string remedy)
    {
        var stop = Assert.IsType<LoadDecision.Stop>(Decide(number));
        Assert.Contains($"{number}: words.", stop.Trouble.What, StringComparison.Ordinal);
        Assert.Contains(remedy, stop.Trouble.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_broke_is_doubtful() =>
        Assert.IsType<LoadDecision.RetrySameLabel>(Otherwise(InsertFailure.Decide(new ServerFailure(0, IsAnswer: false, "gone."), MysqlDialect.Mysql)));

    [Theory]
    [InlineData("Label [kk_1] has already been used, relate to txn [7]", typeof(LoadDecision.RetrySameLabel))]
    [InlineData("Insert has filtered data in strict mode, txn_id = 7", typeof(LoadDecision.Refused))]
    [InlineData("Failed to load data into tablet 1, because of too many versions, current/limit: 1001/1000.", typeof(LoadDecision.RetrySameLabel))]
    [InlineData("Access denied; you need (at least one of) the INSERT privilege(s) on TABLE t for this operation.", typeof(LoadDecision.Stop))]
    [InlineData("Inserted rows are 20000 exceeded the maximum 10000 rows limit.", typeof(LoadDecision.Stop))]
    [InlineData("Unknown table 'q.t'", typeof(LoadDecision.Stop))]
    public void StarRocks_is_understood_by_its_words(string words, Type decision) =>
        Assert.IsType(decision, Otherwise(InsertFailure.Decide(new ServerFailure(1064, IsAnswer: true, words), MysqlDialect.StarRocks)));

    [Fact]
    public void Remedies_name_the_keys_of_this_sink()
    {
        var decision = Otherwise(InsertFailure.Decide(new ServerFailure(1045, IsAnswer: true, "Access denied for user 'kong'"), MysqlDialect.StarRocks));
        Assert.Contains("sink.mysql.username", Assert.IsType<LoadDecision.RetrySameLabel>(decision).Trouble.Remedy, StringComparison.Ordinal);
    }

    private static LoadDecision Decide(int number) => Otherwise(InsertFailure.Decide(new ServerFailure(number, IsAnswer: true, "words."), MysqlDialect.Mysql));

    // Whatever went wrong, the label is asked first.
    private static LoadDecision Otherwise(LoadDecision decision) => Assert.IsType<LoadDecision.AskState>(decision).Otherwise;
}
