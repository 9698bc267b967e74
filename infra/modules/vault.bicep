// Key sets and tokens, which the app makes itself, and the mail relay's password, which a person puts there.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param principalId string
param administratorId string
param workspaceId string
param endpointSubnetId string
param zoneIds object

var isPrivate = !empty(endpointSubnetId)

// Key Vault Secrets Officer: the app writes the secrets that it makes, the administrator the relay's password.
var role = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${suffix}'
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, role)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}

resource administrator 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(administratorId)) {
  name: guid(vault.id, administratorId, role)
  scope: vault
  properties: {
    principalId: administratorId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'access'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

module endpoint 'privateEndpoint.bicep' = if (isPrivate) {
  name: 'endpoint-vault'
  params: {
    name: 'pe-vault-${suffix}'
    location: location
    tags: tags
    subnetId: endpointSubnetId
    targetId: vault.id
    group: 'vault'
    zoneId: isPrivate ? zoneIds.vault : ''
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri
