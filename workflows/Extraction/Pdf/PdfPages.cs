namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>The pages of a PDF, found by walking their tree; its counts are not believed.</summary>
internal static class PdfPages
{
    public static List<PdfDictionary> Read(PdfObjects objects, PdfDictionary catalog)
    {
        var pages = new List<PdfDictionary>();
        Walk(objects, catalog["Pages"], pages, [], 0);
        return pages;
    }

    private static void Walk(PdfObjects objects, PdfValue? node, List<PdfDictionary> pages, HashSet<int> seen, int depth)
    {
        objects.Budget.Value();
        objects.Budget.Depth(depth);
        if (node is PdfReference reference && !seen.Add(reference.Number)) return;
        if (objects.Resolve(node) is not PdfDictionary dictionary) return;
        if (dictionary.Has("Kids"))
        {
            foreach (var kid in objects.Items(dictionary["Kids"])) Walk(objects, kid, pages, seen, depth + 1);
        }
        else if (objects.Name(dictionary["Type"]) != "Pages")
        {
            if (pages.Count >= objects.Budget.Limits.Pages) throw PdfException.TooLarge("it has more than " + objects.Budget.Limits.Pages + " pages");
            pages.Add(dictionary);
        }
    }
}
