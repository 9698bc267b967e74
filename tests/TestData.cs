namespace Serverless.Tests;

/// <summary>The real files to test with, which lie beside the project and are never part of it.</summary>
public static class TestData
{
    /// <summary>The project's root: the folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the real files.</summary>
    public static string Folder { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, "..", "shared", "data"));

    /// <summary>Whether they are there.</summary>
    public static bool Available { get; } = Directory.Exists(Folder);

    /// <summary>The path of a file or folder in it.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Folder, relative);

    /// <summary>Files below a folder that fit the pattern, as paths relative to the data folder, for theories.
    /// Where the data is absent it gives one empty text, so that the theory exists and is skipped.</summary>
    public static TheoryData<string> Files(string relative, string pattern)
    {
        var data = new TheoryData<string>();
        if (!Available)
        {
            data.Add(string.Empty);
            return data;
        }

        foreach (var file in Directory.EnumerateFiles(Path(relative), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            data.Add(System.IO.Path.GetRelativePath(Folder, file));
        return data;
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Serverless.sln"))) return at.FullName;
        }

        throw new DirectoryNotFoundException("Serverless.sln is not above " + AppContext.BaseDirectory);
    }
}

/// <summary>A fact over the real files; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute() => Skip = TestData.Available ? null : "the real files (../shared/data) are not here";
}

/// <summary>A theory over the real files; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute() => Skip = TestData.Available ? null : "the real files (../shared/data) are not here";
}
