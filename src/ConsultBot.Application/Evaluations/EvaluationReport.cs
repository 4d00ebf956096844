namespace ConsultBot.Application.Evaluations;

/// <summary>The matcher on labelled text; shares from 0 to 1.</summary>
/// <param name="Accuracy">Without refusal, of the rows in scope.</param>
/// <param name="Auroc">Null without rows out of scope.</param>
/// <param name="CoverageAt95">Over all rows.</param>
/// <param name="Titles">Whether the labels' words served as titles.</param>
/// <param name="TrainMs">With folds, of one fold.</param>
public sealed record EvaluationReport(
    double Accuracy, double Top3, double? Auroc, double CoverageAt95, IReadOnlyList<ThresholdScore> Thresholds, DecisionScore Decisions,
    double TrainMs, double QueriesPerSecond, double P99Micros, long ModelBytes, int Rows, bool Titles);

/// <summary>By the thresholds that training fitted, as the desk uses them.</summary>
/// <param name="Outright">Of the rows in scope whose best label is right, the share answered without a choice.</param>
/// <param name="Wrong">Of all rows, the share answered wrongly, rows out of scope included.</param>
/// <param name="OosRefused">Of the rows out of scope, the share neither answered nor met with a choice; null without such rows.</param>
public sealed record DecisionScore(double Outright, double Wrong, double? OosRefused);

/// <param name="Rule">larson, cost1 or cost2; chosen on the validation rows, or on rows held back from training.</param>
/// <param name="Accuracy">Of the rows in scope, the share answered and right.</param>
/// <param name="InScopeCost">Accuracy without refusal less this one.</param>
/// <param name="OosRecall">Null without rows out of scope.</param>
public sealed record ThresholdScore(string Rule, double Theta, double Accuracy, double InScopeCost, double? OosRecall);
