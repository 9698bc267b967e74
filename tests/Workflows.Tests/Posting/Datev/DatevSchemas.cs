using System.Diagnostics;
using System.IO.Compression;
using System.Xml;
using System.Xml.Schema;

namespace Serverless.Workflows.Tests.Posting.Datev;

/// <summary>DATEV's own schemas, where they are, to judge what the product writes.</summary>
internal static class DatevSchemas
{
    private static readonly Lazy<XmlSchemaSet> Document = new(() => Load("Document_v060.xsd"));
    private static readonly Lazy<XmlSchemaSet> Ledger = new(() => Load("Belegverwaltung_online_ledger_import_v060.xsd"));

    /// <summary>Every file of a package by its name; every XML of it judged.</summary>
    public static Dictionary<string, byte[]> Judge(Stream package)
    {
        var files = new Dictionary<string, byte[]>();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true))
        {
            foreach (var entry in zip.Entries)
            {
                using var content = entry.Open();
                using var bytes = new MemoryStream();
                content.CopyTo(bytes);
                files.Add(entry.FullName, bytes.ToArray());
            }
        }

        foreach (var (name, bytes) in files.Where(file => file.Key.EndsWith(".xml", StringComparison.Ordinal)))
        {
            var errors = new List<string>();
            var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = name == "document.xml" ? Document.Value : Ledger.Value };
            settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
            settings.ValidationEventHandler += (_, e) => errors.Add(e.Message);
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            while (reader.Read()) { }
            Assert.True(errors.Count == 0, name + ": " + string.Join(" | ", errors) + "\n" + System.Text.Encoding.UTF8.GetString(bytes));
        }

        return files;
    }

    public static bool HasXmllint { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "xmllint")));

    /// <summary>A second opinion on a file by xmllint; its complaints.</summary>
    public static string Lint(IEnumerable<string> files, string schema)
    {
        var start = new ProcessStartInfo("xmllint", ["--noout", "--nonet", "--schema", TestData.Path("datev/" + schema), .. files]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? string.Empty : errors;
    }

    private static XmlSchemaSet Load(string name)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, TestData.Path("datev/" + name));
        schemas.Compile();
        return schemas;
    }
}
