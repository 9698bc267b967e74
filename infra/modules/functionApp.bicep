// The app on Flex Consumption.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param vaultUri string
param insightsConnection string
param documentIntelligenceEndpoint string
param taskHub string
param publicUrl string
param smtpHost string
param smtpPort int
param smtpUser string
param archiveProtection string
param maximumInstances int
param instanceMemory int
param appSubnetId string

var storageSuffix = environment().suffixes.storage
var needed = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsDisableHomepage: 'true'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  TaskHub: taskHub
  Storage__BlobEndpoint: 'https://${storageName}.blob.${storageSuffix}/'
  Storage__TableEndpoint: 'https://${storageName}.table.${storageSuffix}/'
  KeyVault__Uri: vaultUri
  Identity__ClientId: identityClientId
  Smtp__Host: smtpHost
  Smtp__Port: string(smtpPort)
  Archive__Protection: archiveProtection
}
var reading = empty(documentIntelligenceEndpoint) ? {} : { DocumentIntelligence__Endpoint: documentIntelligenceEndpoint }
var signIn = empty(smtpUser) ? {} : {
  Smtp__User: smtpUser
  Smtp__Password: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/smtp-password)'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(appSubnetId) ? null : appSubnetId
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageName}.blob.${storageSuffix}/packages'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: { maximumInstanceCount: maximumInstances, instanceMemoryMB: instanceMemory }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(needed, reading, signIn, {
      PublicUrl: empty(publicUrl) ? 'https://${app.properties.defaultHostName}' : publicUrl
    })
  }
}

output id string = app.id
output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
