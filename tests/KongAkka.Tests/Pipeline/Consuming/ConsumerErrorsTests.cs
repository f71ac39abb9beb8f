using Confluent.Kafka;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Consuming.Polling;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class ConsumerErrorsTests
{
    private static readonly KafkaSettings Settings = new() { BootstrapServers = "b:1", Topic = "t", GroupId = "g" };

    [Theory]
    [InlineData(ErrorCode.Local_PartitionEOF, (int)ErrorReaction.EndOfPartition)]
    [InlineData(ErrorCode.OffsetOutOfRange, (int)ErrorReaction.LostOffset)]
    [InlineData(ErrorCode.Local_AutoOffsetReset, (int)ErrorReaction.LostOffset)]
    [InlineData(ErrorCode.Local_Fatal, (int)ErrorReaction.Rebuild)]
    [InlineData(ErrorCode.Local_AllBrokersDown, (int)ErrorReaction.Unreachable)]
    [InlineData(ErrorCode.Local_Transport, (int)ErrorReaction.Retried)]
    [InlineData(ErrorCode.SaslAuthenticationFailed, (int)ErrorReaction.Retried)]
    [InlineData(ErrorCode.TopicAuthorizationFailed, (int)ErrorReaction.FailJob)]
    [InlineData(ErrorCode.GroupAuthorizationFailed, (int)ErrorReaction.FailJob)]
    [InlineData(ErrorCode.UnknownTopicOrPart, (int)ErrorReaction.FailJob)]
    [InlineData(ErrorCode.Local_BadMsg, (int)ErrorReaction.Fail)]
    [InlineData((ErrorCode)9999, (int)ErrorReaction.Fail)]
    public void Each_error_has_its_reaction_and_an_unknown_one_fails(ErrorCode error, int reaction) =>
        Assert.Equal((ErrorReaction)reaction, ConsumerErrors.React(error));

    [Fact]
    public void An_error_that_ends_the_job_says_what_to_do_and_any_other_stays_Kafkas()
    {
        foreach (var code in Enum.GetValues<ErrorCode>().Where(c => c is not (ErrorCode.NoError or ErrorCode.Local_Fatal)))
        {
            var exception = ConsumerErrors.ToException(new Error(code), Settings);
            if (ConsumerErrors.React(code) == ErrorReaction.FailJob) Assert.NotEmpty(Assert.IsType<UnrecoverableException>(exception).Remedy);
            else Assert.Equal(code, Assert.IsType<KafkaException>(exception).Error.Code);
        }
    }
}
