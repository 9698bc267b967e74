// What an administrator wants to hear of without looking.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param insightsId string
param actionGroupId string
param alertMail string
param monthlyBudget int
param budgetStart string

// The queries read what the host writes about each call; its own metrics differ from plan to plan.
var queries = [
  {
    name: 'errors'
    title: 'Pages or API answer with errors'
    description: 'More than five answers of the server\'s own errors within a quarter of an hour.'
    query: 'requests | where toint(resultCode) >= 500'
    operator: 'GreaterThan'
    threshold: 5
    every: 'PT15M'
    window: 'PT15M'
  }
  {
    name: 'failures'
    title: 'Errors in the run of items'
    description: 'A tenant file was refused, an activity ran out of time, or an upkeep failed.'
    query: 'traces | where severityLevel >= 3 | extend category = tostring(customDimensions.Category) | where category startswith "Serverless" or category startswith "Function"'
    operator: 'GreaterThan'
    threshold: 0
    every: 'PT15M'
    window: 'PT15M'
  }
  {
    name: 'silence'
    title: 'The app does not run'
    description: 'The hourly upkeep has not been seen for three hours.'
    query: 'requests | where name == "Sweep"'
    operator: 'LessThan'
    threshold: 1
    every: 'PT1H'
    window: 'PT3H'
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in queries: {
    name: 'alert-${alert.name}-${suffix}'
    location: location
    tags: tags
    properties: {
      displayName: alert.title
      description: alert.description
      severity: 2
      enabled: true
      scopes: [insightsId]
      evaluationFrequency: alert.every
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'budget-${suffix}'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetStart }
    notifications: {
      most: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [alertMail]
      }
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [alertMail]
      }
    }
  }
}
