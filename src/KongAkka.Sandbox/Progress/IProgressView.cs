namespace KongAkka.Sandbox.Progress;

/// <summary>Shows how traffic and job get on.</summary>
internal interface IProgressView
{
    /// <summary>Shows until it is told to stop.</summary>
    /// <param name="meter">Gives the samples.</param>
    /// <param name="stop">Ends the showing.</param>
    Task ShowAsync(ProgressMeter meter, CancellationToken stop);
}
