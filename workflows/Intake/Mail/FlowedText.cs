using System.Text;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Joins the soft line breaks of <c>text/plain; format=flowed</c> (RFC 3676).</summary>
internal static class FlowedText
{
    public static string Join(string text, bool deleteSpace)
    {
        var result = new StringBuilder(text.Length);
        var flowing = -1;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var quotes = raw.Length - raw.TrimStart('>').Length;
            var line = raw[quotes..];
            if (line.StartsWith(' ')) line = line[1..];
            if (flowing == quotes && line != "-- ")
            {
                if (deleteSpace) result.Length--;
            }
            else
            {
                if (flowing != -1 || result.Length > 0) result.Append('\n');
                result.Append('>', quotes);
                if (quotes > 0) result.Append(' ');
            }

            result.Append(line);
            flowing = line.EndsWith(' ') && line != "-- " ? quotes : -2;
        }

        return result.ToString();
    }
}
