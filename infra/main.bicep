// One tenant's stack in one resource group. Nothing here is a secret: the app has an identity with rights of its own.
targetScope = 'resourceGroup'

@description('The tenant: lower-case letters, digits and hyphens.')
@minLength(1)
@maxLength(40)
param tenant string

@description('The Durable Task hub: t and the first 8 hex digits of the SHA-256 of the tenant, as infra/deploy computes it.')
@minLength(9)
@maxLength(9)
param taskHub string

@description('The region; it must offer Flex Consumption.')
param location string = resourceGroup().location

@description('The address under which people reach the pages; empty: the address that Azure gives the app.')
param publicUrl string = ''

@description('The relay for outgoing mail.')
param smtpHost string

@description('The relay\'s port: 587 with STARTTLS or 465 with TLS.')
param smtpPort int = 587

@description('The user at the relay; empty: none. The password is the vault\'s secret smtp-password, put there by hand.')
param smtpUser string = ''

@description('How the archive is held to its dates: Locked for good, Unlocked or Noted for trials that must be removable.')
@allowed(['Locked', 'Unlocked', 'Noted'])
param archiveProtection string = 'Locked'

@description('Days after which what came in is deleted from the intake area; 0: never. It goes by age alone and asks no item: choose more than an item can wait.')
@minValue(0)
param intakeDays int = 0

@description('Most instances that the app may grow to.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('Whether scans are read by Document Intelligence.')
param documentIntelligence bool = true

@description('Whether storage and vault are reached over a private network only.')
param privateNetwork bool = false

@description('Who hears of alerts and of the budget.')
param alertMail string

@description('What the stack may cost a month, in the subscription\'s currency.')
@minValue(1)
param monthlyBudget int = 50

@description('The first day of the month that the budget begins with.')
param budgetStart string

@description('The object id of the person or group who uploads tenant files and reads the tokens; empty: nobody.')
param administratorId string = ''

@description('The private network\'s addresses: a /24 that nothing it is joined to uses.')
param networkPrefix string = '10.20.0.0/24'

// 13 letters and digits from group and tenant: with a prefix it is a valid and unique name for every tenant.
var suffix = uniqueString(resourceGroup().id, tenant)
var tags = { product: 'serverless', tenant: tenant }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${suffix}'
  location: location
  tags: tags
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: { suffix: suffix, location: location, tags: tags, prefix: networkPrefix }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.properties.principalId
    alertMail: alertMail
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.properties.principalId
    administratorId: administratorId
    immutable: archiveProtection != 'Noted'
    intakeDays: intakeDays
    workspaceId: monitoring.outputs.workspaceId
    endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
    zoneIds: privateNetwork ? network!.outputs.zoneIds : {}
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.properties.principalId
    administratorId: administratorId
    workspaceId: monitoring.outputs.workspaceId
    endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
    zoneIds: privateNetwork ? network!.outputs.zoneIds : {}
  }
}

module reading 'modules/documentIntelligence.bicep' = if (documentIntelligence) {
  name: 'documentIntelligence'
  params: { suffix: suffix, location: location, tags: tags, principalId: identity.properties.principalId }
}

module app 'modules/functionApp.bicep' = {
  name: 'functionApp'
  params: {
    suffix: suffix
    location: location
    tags: tags
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageName: storage.outputs.name
    vaultUri: vault.outputs.uri
    insightsConnection: monitoring.outputs.insightsConnection
    documentIntelligenceEndpoint: documentIntelligence ? reading!.outputs.endpoint : ''
    taskHub: taskHub
    publicUrl: publicUrl
    smtpHost: smtpHost
    smtpPort: smtpPort
    smtpUser: smtpUser
    archiveProtection: archiveProtection
    maximumInstances: maximumInstances
    instanceMemory: instanceMemory
    appSubnetId: privateNetwork ? network!.outputs.appSubnetId : ''
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    suffix: suffix
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    actionGroupId: monitoring.outputs.actionGroupId
    alertMail: alertMail
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
  }
}

output appName string = app.outputs.name
output appUrl string = app.outputs.url
output storageName string = storage.outputs.name
output vaultName string = vault.outputs.name
