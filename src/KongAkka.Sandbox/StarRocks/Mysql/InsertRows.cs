using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using KongAkka.Sandbox.StarRocks.Loading;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>
/// Reads the rows of an INSERT: literals only, since nothing here works out an expression. Texts without escapes go from the statement straight to
/// their columns. Serves one thread.
/// </summary>
/// <param name="row">Takes the values.</param>
/// <param name="counts">Takes what became of the rows.</param>
/// <param name="targets">For each value of a row the index of its column.</param>
internal sealed class InsertRows(LoadRow row, LoadCounts counts, int[] targets)
{
    /// <summary>The most rows of a statement: the FE's <c>expr_children_limit</c>.</summary>
    public const int MostRows = 10_000;

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789+-.eE"u8);

    private readonly TextLiteral _text = new();

    /// <summary>Reads them all.</summary>
    /// <param name="sql">The statement, which is valid UTF-8.</param>
    /// <param name="at">Where the values begin.</param>
    /// <exception cref="MysqlRefusedException">The statement is wrong; rows before the error were put.</exception>
    public void Read(ReadOnlySpan<byte> sql, int at)
    {
        var scanner = new SqlScanner(sql, at);
        do
        {
            scanner.Take('(');
            var start = scanner.At;
            ReadRow(ref scanner);
            var source = sql[start..(scanner.At - 1)];
            if (row.End() is { } error) counts.CountFiltered(error, source);
            else counts.CountLoaded();
        }
        while (scanner.TryTake(','));
        scanner.TryTake(';');
        if (scanner.Peek() != 0) throw scanner.Unexpected("',' or the end of the statement");
        if (counts.Total > MostRows) throw TooManyRows(counts.Total);
    }

    private static MysqlRefusedException TooManyRows(long rows) => new(string.Create(CultureInfo.InvariantCulture,
        $"Getting syntax error. Detail message: The inserted rows are {rows} exceeded the maximum limit {MostRows}, please consider modify 'expr_children_limit' in FE conf."));

    private void ReadRow(scoped ref SqlScanner scanner)
    {
        for (var value = 0; value < targets.Length; value++)
        {
            if (value > 0 && !scanner.TryTake(',')) throw OtherCount(ref scanner, value);
            ReadValue(ref scanner, targets[value]);
        }

        if (!scanner.TryTake(')')) throw scanner.Peek() == ',' ? OtherCount(ref scanner, targets.Length + 1) : scanner.Unexpected("')'");
    }

    private MysqlRefusedException OtherCount(scoped ref SqlScanner scanner, int given) => scanner.Peek() is (byte)',' or (byte)')'
        ? new MysqlRefusedException($"Getting analyzing error. Detail message: Inserted target column count: {targets.Length} doesn't match select/value column count: {given}.")
        : scanner.Unexpected("',' or ')'");

    private void ReadValue(scoped ref SqlScanner scanner, int column)
    {
        switch (scanner.Peek())
        {
            case (byte)'\'' or (byte)'"':
                row.PutText(column, _text.Read(ref scanner));
                break;
            case >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'+' or (byte)'.':
                ReadNumber(ref scanner, column);
                break;
            default:
                ReadWord(ref scanner, column);
                break;
        }
    }

    private void ReadNumber(scoped ref SqlScanner scanner, int column)
    {
        if (scanner.Rest.StartsWith("0x"u8) || scanner.Rest.StartsWith("0X"u8))
        {
            scanner.Skip(2);
            var digits = scanner.Word();
            PutHex(ref scanner, column, digits);
            scanner.Skip(digits.Length);
            return;
        }

        var length = scanner.Rest.IndexOfAnyExcept(OfNumbers);
        row.PutNumber(column, scanner.Rest[..(length < 0 ? scanner.Rest.Length : length)]);
        scanner.Skip(length < 0 ? scanner.Rest.Length : length);
    }

    private void ReadWord(scoped ref SqlScanner scanner, int column)
    {
        var word = scanner.Word();
        if (Is(word, "NULL"u8) || Is(word, "DEFAULT"u8)) scanner.Skip(word.Length);
        else if (Is(word, "TRUE"u8) || Is(word, "FALSE"u8)) PutTruth(ref scanner, column, word);
        else if (Is(word, "X"u8) && IsQuoteAt(ref scanner, 1)) ReadQuotedHex(ref scanner, column);
        else if (word is [(byte)'_', ..] || Is(word, "TIMESTAMP"u8) || Is(word, "DATE"u8)) ReadTyped(ref scanner, column, word);
        else throw scanner.Unexpected("a literal");
    }

    // _utf8mb4'text', timestamp('text'), DATE 'text': as drivers write them.
    private void ReadTyped(scoped ref SqlScanner scanner, int column, ReadOnlySpan<byte> word)
    {
        scanner.Skip(word.Length);
        var isCall = scanner.TryTake('(');
        if (scanner.Peek() is not ((byte)'\'' or (byte)'"')) throw scanner.Unexpected("a text");
        var text = _text.Read(ref scanner);
        row.PutText(column, text);
        if (isCall) scanner.Take(')');
    }

    private void PutTruth(scoped ref SqlScanner scanner, int column, ReadOnlySpan<byte> word)
    {
        row.PutNumber(column, Is(word, "TRUE"u8) ? "1"u8 : "0"u8);
        scanner.Skip(word.Length);
    }

    private void ReadQuotedHex(scoped ref SqlScanner scanner, int column)
    {
        scanner.Skip(1);
        PutHex(ref scanner, column, _text.Read(ref scanner));
    }

    private void PutHex(scoped ref SqlScanner scanner, int column, ReadOnlySpan<byte> digits)
    {
        var bytes = new byte[digits.Length / 2];
        if (Convert.FromHexString(Encoding.Latin1.GetString(digits), bytes, out _, out _) != OperationStatus.Done) throw scanner.Unexpected("an even number of hexadecimal digits");
        if (Utf8.IsValid(bytes)) row.PutText(column, bytes);
        else row.Fail("Invalid UTF-8 row");
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> other) => Ascii.EqualsIgnoreCase(word, other);

    private static bool IsQuoteAt(scoped ref SqlScanner scanner, int at) => scanner.Rest.Length > at && scanner.Rest[at] is (byte)'\'' or (byte)'"';
}
