using System.CommandLine;
using Serverless.Local.Home;

return await LocalCommand.Create().Parse(args).InvokeAsync();
