using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Tests.Pipeline.StarRocks.Loading;

/// <summary>The closed table of outcomes, with StarRocks' own words.</summary>
public sealed class LoadPolicyTests
{
    private static readonly Uri From = new("http://be:8040");

    [Theory]
    [InlineData("""{"TxnId":1,"Label":"l","Status":"Success","Message":"OK","NumberTotalRows":3,"NumberLoadedRows":3,"NumberFilteredRows":0}""")]
    [InlineData("""{"Status":"Publish Timeout","Message":"transaction commit successfully, BUT data will be visible later","NumberLoadedRows":3,"NumberFilteredRows":0}""")]
    [InlineData("""{"Status":"Label Already Exists","ExistingJobStatus":"FINISHED","Message":"Label [l] has already been used."}""")]
    [InlineData("""{"status":"LABEL_ALREADY_EXISTS","existingjobstatus":"Finished"}""")]
    public void Committed(string body) => Assert.IsType<LoadDecision.Committed>(After(200, body));

    [Theory]
    [InlineData("""{"Status":"Label Already Exists","ExistingJobStatus":"RUNNING","Message":"Label [l] has already been used."}""")]
    [InlineData("""{"Status":"Fail","Message":"Label [l] has already been used, relate to txn [7]"}""")]
    [InlineData("""{"Status":"Fail","Message":"Commit transaction fail cause timeout, Transaction status unknown, you can retry with same label."}""")]
    [InlineData("""{"Status":"Fail","Message":"cancelled"}""")]
    [InlineData("""{"Status":"Success" """)]
    [InlineData("""{"Status":"OK","Message":"OK"}""")]
    [InlineData("""{"Status":"PUBLISH_TIMEOUT"}""")]
    [InlineData("")]
    [InlineData("<html><h1>502 Bad Gateway</h1></html>")]
    [InlineData("""{"NoStatus":1}""")]
    [InlineData("null")]
    public void Doubtful_and_sent_again_when_it_is_not_there(string body) =>
        Assert.IsType<LoadDecision.RetrySameLabel>(Assert.IsType<LoadDecision.AskState>(After(200, body)).Otherwise);

    [Theory]
    [InlineData("Failed to load data into tablet 13239, because of too many versions, current/limit: 1020/1000. You can reduce the loading job concurrency, or increase loading data batch size.", "compaction")]
    [InlineData("Failed to load data into partition p, because of too large compaction score, current/limit: 2001/2000.", "compaction")]
    [InlineData("current running txns on db 10052 is 1000, larger than limit 1000", "max_running_txn_num_per_db")]
    [InlineData("class com.starrocks.common.DdlException: No backend alive.", "SHOW BACKENDS")]
    [InlineData("No backend or compute node alive.", "SHOW BACKENDS")]
    [InlineData("Failed to commit txn 1584905. Tablet [4620760] success replica num 0 is less then quorum replica num 1 while error backends 11029", "SHOW BACKENDS")]
    [InlineData("Backend not found. Check if any backend is down or not", "SHOW BACKENDS")]
    [InlineData("Service is shutting down, please retry later!", "unless it lasts")]
    [InlineData("Stream Load exceed http cuncurrent limit 47, please try again later", "be_http_num_workers")]
    [InlineData("Memory of process exceed limit. Start execute plan fragment Used: 28153092936, Limit: 27300971151.", "memory")]
    [InlineData("Memory of Fragment f448751b exceed limit. Mem usage has exceed the limit of single query", "memory")]
    [InlineData("timeout by txn manager", "load-timeout")]
    [InlineData("no valid Basic authorization", "Authorization")]
    [InlineData("Access denied for user 'kong' (using password: YES)", "password")]
    [InlineData("The cluster is under safe mode state, all load jobs are rejected.", "disk")]
    public void Retried_after_a_long_while(string message, string remedy) => AssertRetried(message, RetryPace.Long, remedy);

    [Theory]
    [InlineData("call frontend service failed, address=TNetworkAddress(hostname=10.0.0.1, port=9020), reason=THRIFT_EAGAIN (timed out)")]
    [InlineData("Fail to get master client from cache.")]
    [InlineData("receive body don't equal with body bytes")]
    [InlineData("Current node is not leader")]
    public void Retried_soon(string message) => AssertRetried(message, RetryPace.Soon, "");

    [Theory]
    [InlineData("too many filtered rows")]
    [InlineData("Cancelled because of too many filtered rows")]
    public void Refused_for_its_rows_once_it_is_known_not_to_be_there(string message)
    {
        var refused = Assert.IsType<LoadDecision.Refused>(Assert.IsType<LoadDecision.AskState>(After(200, Failure(message))).Otherwise);
        Assert.Contains(message, refused.Trouble.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Access denied; you need (at least one of) the INSERT privilege(s) for this operation", "Grant INSERT")]
    [InlineData("unknown database, database=quickstart", "kongakka check")]
    [InlineData("unknown table \\\"quickstart.KONG_ACCESS_LOG\\\"", "kongakka check")]
    [InlineData("Getting analyzing error. Detail message: Unknown column 'host' in 'KONG_ACCESS_LOG'.", "kongakka check")]
    [InlineData("Column has no default value, column=tenant", "kongakka check")]
    [InlineData("body size 110000000 exceed limit: 104857600. You can increase the limit by setting streaming_load_max_mb in be.conf.", "batch.max-bytes")]
    [InlineData("class com.starrocks.common.DdlException: There is no 100-continue header", "proxy")]
    public void Ends_the_job_with_the_words_and_a_remedy(string message, string remedy)
    {
        var stop = Assert.IsType<LoadDecision.Stop>(After(200, Failure(message)));
        Assert.Contains(message.Replace("\\\"", "\"", StringComparison.Ordinal), stop.Trouble.What, StringComparison.Ordinal);
        Assert.Contains(remedy, stop.Trouble.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Status":"Fail","Message":"primary key size exceed the limit."}""", "primary key size")]
    [InlineData("""{"Status":"FAILED","Message":"something new"}""", "something new")]
    [InlineData("""{"status":"FAILED","code":"1","msg":"something new","message":"something new"}""", "something new")]
    [InlineData("""{"status":"FAILED","msg":"No partitions have data available for loading."}""", "No partitions")]
    [InlineData("""{"Status":"Perhaps","Message":"what"}""", "Perhaps")]
    public void What_is_not_known_ends_the_job_unless_the_rows_are_there(string body, string words)
    {
        var stop = Assert.IsType<LoadDecision.Stop>(Assert.IsType<LoadDecision.AskState>(After(200, body)).Otherwise);
        Assert.Contains(words, stop.Trouble.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Status":"Success","NumberTotalRows":3,"NumberLoadedRows":2,"NumberFilteredRows":1,"ErrorURL":"http://be:8040/e"}""")]
    [InlineData("""{"Status":"Success","NumberLoadedRows":2,"NumberFilteredRows":0}""")]
    [InlineData("""{"Status":"Success","NumberLoadedRows":3,"NumberFilteredRows":1}""")]
    [InlineData("""{"Status":"Publish Timeout","NumberLoadedRows":"0"}""")]
    public void Success_with_other_rows_than_were_sent_ends_the_job(string body) => Assert.IsType<LoadDecision.Stop>(After(200, body));

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public void A_server_error_is_doubtful(int status) =>
        Assert.IsType<LoadDecision.RetrySameLabel>(Assert.IsType<LoadDecision.AskState>(After(status, "<html>")).Otherwise);

    [Theory]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(204)]
    public void Any_other_status_ends_the_job_and_is_named(int status) =>
        Assert.Contains($"HTTP {status}", Assert.IsType<LoadDecision.Stop>(After(status, "x")).Trouble.What, StringComparison.Ordinal);

    [Fact]
    public void Wrong_credentials_are_retried_and_a_missing_privilege_ends_the_job()
    {
        var retry = Assert.IsType<LoadDecision.RetrySameLabel>(After(401, "Access denied for 10.0.0.1"));
        Assert.Equal(RetryPace.Long, retry.Pace);
        Assert.Contains("password", retry.Trouble.Remedy, StringComparison.Ordinal);

        var stop = Assert.IsType<LoadDecision.Stop>(After(401, "Access denied; you need (at least one of) the INSERT privilege(s) on TABLE KONG_ACCESS_LOG for this operation."));
        Assert.Contains("Grant INSERT", stop.Trouble.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_did_not_arrive_is_sent_again_and_what_may_have_is_asked_for()
    {
        Assert.IsType<LoadDecision.RetrySameLabel>(LoadPolicy.AfterSending(new HttpOutcome.NotReached("no"), 3));
        Assert.IsType<LoadDecision.RetrySameLabel>(LoadPolicy.AfterSending(new HttpOutcome.Misdirected("circle"), 3));
        Assert.IsType<LoadDecision.AskState>(LoadPolicy.AfterSending(new HttpOutcome.Broken("cut"), 3));
        Assert.IsType<LoadDecision.Stop>(LoadPolicy.AfterSending(new HttpOutcome.Forbidden("It leads to evil.", "Do not."), 3));
    }

    [Theory]
    [InlineData(200, "unreadable", typeof(LoadDecision.Wait))]
    [InlineData(200, """{"status":"FAILED","msg":"call frontend service failed"}""", typeof(LoadDecision.Wait))]
    [InlineData(200, """{"status":"FAILED","msg":"unknown database, database=x"}""", typeof(LoadDecision.Stop))]
    [InlineData(200, """{"state":"NEW_ONE","status":"OK"}""", typeof(LoadDecision.Stop))]
    [InlineData(401, "Access denied", typeof(LoadDecision.Wait))]
    [InlineData(502, "<html>", typeof(LoadDecision.Wait))]
    public void A_question_without_an_answer_is_asked_again_unless_that_is_in_vain(int status, string body, Type decision) =>
        Assert.IsType(decision, AfterAnswer(LoadStateClient.Read(new HttpOutcome.Replied(status, body, From))));

    [Fact]
    public void A_question_that_reaches_nobody_is_asked_again() =>
        Assert.IsType<LoadDecision.Wait>(AfterAnswer(LoadStateClient.Read(new HttpOutcome.NotReached("no"))));

    private static void AssertRetried(string message, RetryPace pace, string remedy)
    {
        var retry = Assert.IsType<LoadDecision.RetrySameLabel>(After(200, Failure(message)));
        Assert.Equal(pace, retry.Pace);
        Assert.Contains(message, retry.Trouble.What, StringComparison.Ordinal);
        Assert.Contains(remedy, retry.Trouble.Remedy, StringComparison.Ordinal);
    }

    private static string Failure(string message) => $$"""{"TxnId":1,"Label":"l","Status":"Fail","Message":"{{message}}","NumberLoadedRows":0}""";

    private static LoadDecision After(int status, string body) => LoadPolicy.AfterSending(new HttpOutcome.Replied(status, body, From), 3);

    private static LoadDecision AfterAnswer(StateAnswer answer)
    {
        var question = new LoadDecision.AskState(new LoadDecision.RetrySameLabel(RetryPace.Soon, new LoadTrouble("what", "remedy")));
        return LabelPolicy.AfterAsking(answer, question, isLabelTrusted: true, isOverdue: false);
    }
}
