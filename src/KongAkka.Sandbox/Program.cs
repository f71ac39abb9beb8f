using KongAkka.Sandbox;

return await new SandboxCommand(o => { Console.WriteLine(o); return Task.FromResult(0); }).InvokeAsync(args);
