using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Serverless.Workflows.Tests.Intake;

/// <summary>Small documents and mails.</summary>
internal static class Sample
{
    public static byte[] Pdf(string mark = "", bool signed = false) => Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R" + (signed ? "/AcroForm<</Fields[3 0 R]>>" : "") + ">>\nendobj\n"
        + "2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
        + (signed ? "3 0 obj\n<</FT/Sig/T(s)/V 4 0 R>>\nendobj\n4 0 obj\n<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>\nendobj\n" : "")
        + "% " + mark + "\ntrailer\n<</Root 1 0 R/Size 5>>\nstartxref\n0\n%%EOF\n");

    public static byte[] Ubl(string number) => Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\"?><Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" "
        + "xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\"><cbc:ID>" + number
        + "</cbc:ID></Invoice>");

    public static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A mail with files; further headers each end with a line feed.</summary>
    public static string Mail(string headers, params (string Name, byte[] Content)[] files)
    {
        var mail = new StringBuilder();
        if (!headers.Contains("From:", StringComparison.Ordinal)) mail.Append("From: Anna Muster <anna@handwerk.example.com>\n");
        if (!headers.Contains("Subject:", StringComparison.Ordinal)) mail.Append("Subject: Rechnung\n");
        mail.Append("Message-ID: <1@handwerk.example.com>\n").Append(headers)
            .Append("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nAnbei die Rechnung.\n");
        foreach (var (name, content) in files)
        {
            mail.Append(CultureInfo.InvariantCulture, $"--b\nContent-Type: application/octet-stream; name=\"{name}\"\n")
                .Append(CultureInfo.InvariantCulture, $"Content-Disposition: attachment; filename=\"{name}\"\n")
                .Append("Content-Transfer-Encoding: base64\n\n").Append(Convert.ToBase64String(content)).Append('\n');
        }

        return mail.Append("--b--\n").ToString();
    }
}
