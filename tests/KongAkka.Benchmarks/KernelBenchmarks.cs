using BenchmarkDotNet.Attributes;
using KongAkka.Parsing;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Benchmarks;

/// <summary>The kernel's parts, a batch of 4,096 records at a time; figures are per record.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Records = 4096;

    private readonly Rule _rule = Rules.Create("access-log");
    private readonly RecordValues _values = new();
    private readonly LoadBody _body = new();
    private RowBatch _rows = null!;
    private ColumnFit _fit = null!;
    private JsonRowWriter _writer = null!;

    /// <summary>The share of records that are noise, in percent.</summary>
    [Params(0, 50, 100)]
    public int Noise { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _rows = new RowBatch(_rule.Schema);
        _fit = new ColumnFit(_rule.Schema, OnUnfit.Reject);
        _writer = new JsonRowWriter(_rule.Schema);
        foreach (var line in AccessLines.Make(Records, Noise, seed: 1)) _values.Add(line);
        _rule.Parse(_values, _rows);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public void Filter()
    {
        _values.ResetFates();
        _rule.Filter(_values);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int FilterAndParse()
    {
        Filter();
        _rows.Clear();
        _rule.Parse(_values, _rows);
        return _rows.Count;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int Fit() => _fit.Hold(_values, _rows);

    [Benchmark(OperationsPerInvoke = Records)]
    public long Write()
    {
        for (var row = 0; row < _rows.Count; row++) _writer.Append(_rows, row, _body);
        var bytes = _body.Length;
        _body.Retract(bytes);
        return bytes;
    }
}
