using System.Buffers;
using System.Buffers.Text;
using System.CommandLine;
using KongAkka.Parsing;

namespace KongAkka.Service.Commands;

/// <summary><c>parse</c>: a rule's answer to each record of a file or of standard input.</summary>
internal static class ParseCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "Record values, one a line; standard input by default.", Arity = ArgumentArity.ZeroOrOne };
        var base64 = new Option<bool>("--base64") { Description = "Each line is the value in Base64; a line - is a record without a value." };
        var rule = new Option<string>("--rule") { Description = "The rule.", HelpName = "NAME", DefaultValueFactory = _ => "access-log" };
        rule.AcceptOnlyFromAmong([.. Rules.Names]);
        var command = new Command("parse", "Prints a rule's answer to each record: a row, or why there is none; one JSON object a line.") { file, base64, rule };
        command.SetAction(call => RunAsync(call.GetValue(file), Rules.Create(call.GetRequiredValue(rule)), call.GetValue(base64)));
        return command;
    }

    private static async Task<int> RunAsync(string? file, Rule rule, bool base64)
    {
        var isFile = file is not (null or "-");
        if (isFile && !File.Exists(file)) return await CommandLine.FailAsync(ExitCode.WrongCall, $"{file}: there is no such file. Check the path.");
        await using var input = isFile ? new FileStream(file!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0) : Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        var answers = new RecordAnswers(rule, output);
        return Run(new RecordLines(input, answers.Flush), answers, base64) is { } fault ? await CommandLine.FailAsync(ExitCode.Failure, fault) : ExitCode.Success;
    }

    /// <summary>Answers all lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="answers">Where the answers are written.</param>
    /// <param name="base64">Whether the lines are Base64.</param>
    /// <returns>What was wrong with the line that ended it, or null.</returns>
    internal static string? Run(RecordLines lines, RecordAnswers answers, bool base64)
    {
        while (lines.TryRead(out var line))
        {
            if (!base64)
            {
                answers.Add(line);
            }
            else if (line is [(byte)'-'])
            {
                answers.AddTombstone();
            }
            else if (!TryAddDecoded(line, answers))
            {
                answers.Flush();
                return $"Line {lines.Number} is not Base64. Write the record's value in Base64, or - for a record without a value.";
            }
        }

        answers.Flush();
        return null;
    }

    private static bool TryAddDecoded(ReadOnlySpan<byte> line, RecordAnswers answers)
    {
        var value = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(line.Length));
        var isWhole = Base64.DecodeFromUtf8(line, value, out var consumed, out var written) == OperationStatus.Done && consumed == line.Length;
        if (isWhole) answers.Add(value.AsSpan(0, written));
        ArrayPool<byte>.Shared.Return(value);
        return isWhole;
    }
}
