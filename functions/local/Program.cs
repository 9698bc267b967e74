using Serverless.Local.Home;

return await LocalCommand.RunAsync(args, Console.Out, Console.Error);
