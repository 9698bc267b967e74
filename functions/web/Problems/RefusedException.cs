using Microsoft.AspNetCore.Http.HttpResults;

namespace Serverless.Web.Problems;

/// <summary>Ends a call that cannot begin, with the answer to it.</summary>
internal sealed class RefusedException(ProblemHttpResult problem) : Exception(problem.ProblemDetails.Detail)
{
    public ProblemHttpResult Problem { get; } = problem;
}
