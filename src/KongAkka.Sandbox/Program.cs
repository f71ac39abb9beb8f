using KongAkka.Sandbox;

return await new SandboxCommand(SandboxProgram.RunAsync).InvokeAsync(args);
