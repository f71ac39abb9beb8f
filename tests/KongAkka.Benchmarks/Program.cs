using BenchmarkDotNet.Running;
using KongAkka.Benchmarks;

if (args is ["kernel", .. var rest]) return KernelCommand.Run(rest);
BenchmarkSwitcher.FromAssembly(typeof(KernelCommand).Assembly).Run(args);
return 0;
