// Logs, traces, and who hears of trouble.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param principalId string
param alertMail string

// Monitoring Metrics Publisher.
var role = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${suffix}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${suffix}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, principalId, role)
  scope: insights
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'serverless'
    enabled: true
    emailReceivers: [
      { name: 'administrators', emailAddress: alertMail, useCommonAlertSchema: true }
    ]
  }
}

output workspaceId string = workspace.id
output insightsId string = insights.id
// It names the resource and opens nothing: local authentication is off.
output insightsConnection string = insights.properties.ConnectionString
output actionGroupId string = people.id
