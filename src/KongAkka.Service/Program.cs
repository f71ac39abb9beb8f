using KongAkka.Service.Commands;

return await CommandLine.RunAsync(args);
