namespace Serverless.Local.Home;

/// <summary>A tenant file is wrong and there is no earlier one to go on with. The message names every problem.</summary>
public sealed class TenantFilesException(string message) : Exception(message);
