using Spectre.Console;

namespace KongAkka.Service.Commands.Rejects;

/// <summary>A table of texts: drawn for a terminal, aligned with spaces elsewhere.</summary>
/// <param name="headings">The columns' headings; one that begins with <c>&gt;</c> is of a column of numbers, aligned to the right.</param>
internal sealed class TextTable(params string[] headings)
{
    private const char IsRight = '>';
    private readonly List<string[]> _rows = [];

    /// <summary>Adds rows.</summary>
    /// <param name="rows">The cells of each; control characters in them are made visible.</param>
    /// <returns>The same table.</returns>
    public TextTable AddRows(IEnumerable<string[]> rows)
    {
        _rows.AddRange(rows.Select(row => Array.ConvertAll(row, RejectedText.Printable)));
        return this;
    }

    /// <summary>Prints it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="isTerminal">Whether a person looks at it: then it is drawn.</param>
    public void Write(TextWriter output, bool isTerminal)
    {
        if (isTerminal) AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(Drawn());
        else Align(output);
    }

    private void Align(TextWriter output)
    {
        string[][] lines = [Array.ConvertAll(headings, h => h.TrimStart(IsRight)), .. _rows];
        var widths = headings.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
            output.WriteLine(string.Join("  ", line.Select((cell, i) => headings[i][0] == IsRight ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }

    private Table Drawn()
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in headings)
        {
            var column = new TableColumn(Markup.Escape(heading.TrimStart(IsRight)));
            table.AddColumn(heading[0] == IsRight ? column.RightAligned() : column);
        }

        foreach (var row in _rows) table.AddRow(Array.ConvertAll(row, Markup.Escape));
        return table;
    }
}
