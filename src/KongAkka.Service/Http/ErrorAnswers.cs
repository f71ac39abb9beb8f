using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Http;

/// <summary>Gives every request that goes wrong an answer that says so, in Flink's shape.</summary>
/// <param name="logger">The log.</param>
internal sealed class ErrorAnswers(ILogger logger)
{
    /// <summary>Handles a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">What handles it properly.</param>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
                await Answer.ErrorAsync(context, StatusCodes.Status405MethodNotAllowed, $"{context.Request.Path} does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}.");
        }
        catch (RequestException e)
        {
            await Answer.ErrorAsync(context, e.Status, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await Answer.ErrorAsync(context, e.StatusCode, e.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            logger.LogError(e, "{Method} {Path} failed in a way that nobody foresaw", context.Request.Method, context.Request.Path);
            await Answer.ErrorAsync(context, StatusCodes.Status500InternalServerError, "Internal server error; see the log.");
        }
    }
}
