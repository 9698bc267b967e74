using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Serverless.Web.Pages;

namespace Serverless.Web.Routes.Diagram;

/// <summary>Draws a route as inline SVG. Colours and fonts are the stylesheet's; what it says is also told as a list by
/// <see cref="DiagramText"/>.</summary>
public sealed class DiagramSvg : ComponentBase
{
    [Parameter, EditorRequired] public Words Words { get; set; } = null!;

    [Parameter, EditorRequired] public RouteDiagram Diagram { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var route = Diagram;
        var layout = DiagramLayout.Of(route, Words);
        var id = "route-" + route.Id;
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "diagram");
        builder.AddAttribute(2, "viewBox", $"0 0 {DiagramLayout.Width} {N(layout.Height)}");
        builder.AddAttribute(3, "role", "img");
        builder.AddAttribute(4, "aria-labelledby", $"{id}-title {id}-desc");
        builder.OpenRegion(5);
        Named(builder, "title", id + "-title", Words.RouteNamed(route.Name));
        Named(builder, "desc", id + "-desc", Words.DiagramDescription(route.Stops.Count));
        builder.CloseRegion();
        builder.OpenRegion(6);
        foreach (var shape in layout.Shapes) Draw(builder, shape);
        builder.CloseRegion();
        builder.CloseElement();
    }

    private static void Draw(RenderTreeBuilder builder, Shape shape)
    {
        builder.OpenElement(0, shape.Kind);
        builder.AddAttribute(1, "class", shape.Class);
        switch (shape.Kind)
        {
            case "path":
                builder.AddAttribute(2, "d", shape.Content);
                break;
            case "rect":
                builder.AddAttribute(2, "x", N(shape.X));
                builder.AddAttribute(3, "y", N(shape.Y));
                builder.AddAttribute(4, "width", N(shape.Width));
                builder.AddAttribute(5, "height", N(shape.Height));
                builder.AddAttribute(6, "rx", "8");
                break;
            default:
                builder.AddAttribute(2, "x", N(shape.X));
                builder.AddAttribute(3, "y", N(shape.Y));
                if (shape.Full is { } full)
                {
                    builder.OpenElement(4, "title");
                    builder.AddContent(5, full);
                    builder.CloseElement();
                }

                builder.AddContent(6, shape.Content);
                break;
        }

        builder.CloseElement();
    }

    private static void Named(RenderTreeBuilder builder, string element, string id, string text)
    {
        builder.OpenElement(0, element);
        builder.AddAttribute(1, "id", id);
        builder.AddContent(2, text);
        builder.CloseElement();
    }

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
