using KongAkka.Sandbox.StarRocks.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>Plays the faults of the FE, in place of its answers.</summary>
internal static class FrontendFaults
{
    private const string InLoop = "redirect_loop";

    /// <summary>Plays the fault that waits at a point, when there is one.</summary>
    /// <returns>Whether the request is over; else the FE answers it.</returns>
    public static async Task<bool> PlayAsync(FaultPlan plan, FaultPoint point, HttpContext context)
    {
        if (!plan.TryTake(point, out var fault)) return false;
        switch (fault.Action)
        {
            case FaultAction.Respond:
                await RestReply.WriteAsync(context, fault.StatusCode, fault.Text, fault.ContentType);
                break;
            case FaultAction.Fail:
                await RestReply.LoadFailedAsync(context, fault.Text);
                break;
            case FaultAction.Redirect:
                RestReply.Redirect(context, fault.Target is null ? null : new Uri(fault.Target, context.Request.GetEncodedPathAndQuery()));
                break;
            case FaultAction.RedirectLoop:
                Loop(context);
                break;
            case FaultAction.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case FaultAction.Delay:
                await plan.WaitAsync(fault.Delay, context.RequestAborted);
                return false;
            default:
                context.Abort();
                break;
        }

        return true;
    }

    /// <summary>Whether the request follows a redirect of a loop.</summary>
    public static bool IsInLoop(HttpRequest request) => request.Query.ContainsKey(InLoop);

    /// <summary>Redirects to where the request came to, so that the client comes again.</summary>
    public static void Loop(HttpContext context)
    {
        var query = IsInLoop(context.Request) ? context.Request.QueryString : context.Request.QueryString.Add(InLoop, "1");
        RestReply.Redirect(context, new Uri($"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}{query}"));
    }
}
