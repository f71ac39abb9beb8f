using System.Text.Json.Nodes;
using KongAkka.Jobs;
using KongAkka.Service.Configuration;
using KongAkka.Service.Http.Management;
using KongAkka.Service.Http.Metrics;
using KongAkka.Service.Logging;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Http;

/// <summary>What the admin server shows and changes.</summary>
/// <param name="Settings">Where it listens, and who may change what.</param>
/// <param name="Jobs">The jobs.</param>
/// <param name="Health">How the service is.</param>
/// <param name="Metrics">What Prometheus reads.</param>
/// <param name="Levels">What is logged; null where that cannot be changed.</param>
/// <param name="Configuration">The configuration in force, without secrets.</param>
/// <param name="Logger">Where changes are recorded.</param>
internal sealed record AdminParts(AdminSettings Settings, IJobs Jobs, Health Health, MetricsReader Metrics, ILogLevels? Levels, JsonObject Configuration, ILogger Logger);
