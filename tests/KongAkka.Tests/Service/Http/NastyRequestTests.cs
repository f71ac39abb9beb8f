namespace KongAkka.Tests.Service.Http;

public sealed class NastyRequestTests
{
    private const int Requests = 2000;
    private const int Seed = 20261125;

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "BREW"];

    private static readonly string[] Paths =
    [
        "/jobs/{0}", "/jobs/{0}/status", "/jobs/{0}/exceptions?maxExceptions={1}", "/jobs/{0}/metrics?get={1}", "/jobs/{0}/checkpoints/details/{1}", "/jobs/{0}/savepoints/{1}", "/v1/jobs/{0}?mode={1}",
        "/jobs/{0}/savepoints", "/jobs/{0}/stop", "/savepoint-disposal", "/savepoint-disposal/{0}", "/cluster/members/{0}", "/cluster/shards/{0}", "/kongakka/jobs/{0}",
        "/overview", "/config", "/jobs", "/jobs/overview", "/jobs/{0}/plan", "/jobs/{0}/config", "/jobs/{0}/checkpoints", "/jobs/{0}/checkpoints/config", "/jobs/{0}/checkpoints/{1}", "/alive", "/metrics?{1}",
        "/cluster/members", "/bootstrap/seed-nodes", "/kongakka/jobs", "/kongakka/configuration", "/kongakka/savepoints?job={1}", "/kongakka/jobs/{0}/decisions", "/kongakka/jobs/{0}/pause",
        "/kongakka/jobs/{0}/resume", "/kongakka/jobs/{0}/resolve", "/kongakka/jobs/{0}/restart", "/kongakka/log-level?level={1}", "/{0}/{1}",
    ];

    private static readonly string[] Words =
        [FakeJobs.RunningId, FakeJobs.InDoubtId, "running", "xyz", "..", "%00", "%2e%2e%2f", "%ff%fe", "99999999999999999999", "-1", "NaN", "a%20b", "%F0%9F%92%A5", "'\"<>", "{id}", new string('a', 2000)];

    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "1", "\"x\"", "{}", "{\"a\":1,\"a\":2}", "{\"label\":{},\"as\":[]}", "{\"label\":null,\"as\":null}", "{\"acceptLoss\":3}", "{\"drain\":\"x\"}",
        "{\"target-directory\":5}", "{\"target-directory\":\"\\u0000\"}", "{\"savepoint-path\":\"\\u0000\"}", "{\"triggerId\":[]}", "{\"from\":{}}", "{\"cancel-job\":null,\"triggerId\":\"xyz\"}", "{\"\\ud800\":\"\\udfff\"}", "{\"savepoint-path\":\"/etc/passwd\"}", "operation=Down&operation=%", "\u0000", new string('[', 5000), new string('x', 70_000),
    ];

    [Fact]
    public async Task No_request_is_answered_with_a_500()
    {
        await using var host = await AdminHost.StartAsync();
        var random = new Random(Seed);
        for (var i = 0; i < Requests; i++)
        {
            var (method, body) = (Any(random, Methods), Any(random, Bodies));
            var target = Any(random, Paths).Replace("{0}", Any(random, Words), StringComparison.Ordinal).Replace("{1}", Any(random, Words), StringComparison.Ordinal);
            var answer = await host.SendAsync(method, target, method == "GET" ? null : body, ("Accept", Any(random, Words)));
            Assert.True(answer.Status is < 500 or 501, $"{answer.Status}: {method} {target} {body} (request {i} of seed {Seed})");
        }

        Assert.Null(host.Log.Find("nobody foresaw"));
    }

    private static string Any(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
