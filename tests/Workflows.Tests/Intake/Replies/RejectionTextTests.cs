using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Criteria;
using Serverless.Workflows.Intake.Replies;

namespace Serverless.Workflows.Tests.Intake.Replies;

public class RejectionTextTests
{
    private static readonly Failure[] Failures =
    [
        new(CriterionTopic.Attachments, new RejectionReason("a", "Anhang eins.")),
        new(CriterionTopic.Attachments, new RejectionReason("a", "Anhang zwei.")),
        new(CriterionTopic.Sender, new RejectionReason("s", "Absender.")),
    ];

    [Fact]
    public void PlaceholdersAreFilledOrFallOut()
    {
        var texts = new RejectionTexts { Body = "Kopf\n{order}\n{sender}\n{attachments}\nFuß", Attachments = "Anhänge:", Sender = "" };
        Assert.Equal("Kopf\n- Absender.\nAnhänge:\n- Anhang eins.\n- Anhang zwei.\nFuß\n", RejectionMail.Body(texts, Failures));
    }

    [Fact]
    public void AReasonWithoutPlaceholderIsNotLost()
    {
        var texts = new RejectionTexts { Body = "Kopf {attachments} Fuß", Attachments = "", Sender = "Bitte anmelden." };
        Assert.Equal("Kopf - Anhang eins.\n- Anhang zwei. Fuß\n\nBitte anmelden.\n- Absender.\n", RejectionMail.Body(texts, Failures));
    }
}
