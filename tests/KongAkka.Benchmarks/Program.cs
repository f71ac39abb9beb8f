using BenchmarkDotNet.Running;
using KongAkka.Benchmarks;

if (args is ["kernel", .. var rest]) return KernelCommand.Run(rest);
if (args is ["compression", .. var of]) return await CompressionCommand.RunAsync(of);
if (args is ["path" or "latency" or "savepoint", ..]) return await PathCommand.RunAsync(args);
if (args is ["admin", .. var admin]) return await AdminCommand.RunAsync(admin);
if (args is ["journal", .. var journal]) return await JournalCommand.RunAsync(journal);
if (args is ["soak", .. var soak]) return await SoakCommand.RunAsync(soak);
BenchmarkSwitcher.FromAssembly(typeof(KernelCommand).Assembly).Run(args);
return 0;
