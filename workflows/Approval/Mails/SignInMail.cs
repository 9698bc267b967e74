namespace Serverless.Workflows.Approval.Mails;

/// <summary>The mail with a link that signs a person in.</summary>
public static class SignInMail
{
    /// <summary>Writes it.</summary>
    /// <param name="minutes">How long the link is good.</param>
    public static MailText Write(string language, string tenant, string person, string url, int minutes)
    {
        var english = Spoken.IsEnglish(language);
        return MailLayout.Write(english, tenant, person,
            english ? $"Your sign-in link for {tenant}" : $"Ihr Anmeldelink für {tenant}",
            english
                ? $"this link signs you in. It is good for {minutes} minutes and for one use:"
                : $"mit diesem Link melden Sie sich an. Er gilt {minutes} Minuten und nur einmal:",
            [], [], english ? "Sign in" : "Anmelden", url,
            english
                ? "If you did not ask for it, you need not do anything."
                : "Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun.");
    }
}
