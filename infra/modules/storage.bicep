// Documents, records, the task hub, tenant files and the app's package.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param principalId string
param administratorId string
param immutable bool
param intakeDays int
param workspaceId string
param endpointSubnetId string
param zoneIds object

var isPrivate = !empty(endpointSubnetId)

// Storage Blob Data Owner (the host's leases need it, and the app sets immutability policies), Queue Data Contributor
// and Table Data Contributor.
var roles = [
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
]

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'st${suffix}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: 14 }
    containerDeleteRetentionPolicy: { enabled: true, days: 14 }
  }
}

resource archive 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'archive'
  properties: immutable ? { immutableStorageWithVersioning: { enabled: true } } : {}
}

resource tenantFiles 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'tenants'
}

resource others 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [
  for name in ['intake', 'packages']: {
    parent: blobs
    name: name
  }
]

var archiveCools = {
  name: 'archive-cools'
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['archive/'] }
    actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 180 } } }
  }
}
var oldVersionsGo = {
  name: 'old-versions-go'
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['intake/', 'packages/'] }
    actions: { version: { delete: { daysAfterCreationGreaterThan: 30 } } }
  }
}
var intakeByAge = {
  name: 'intake-by-age'
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['intake/'] }
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: intakeDays } } }
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: { rules: concat([archiveCools, oldVersionsGo], intakeDays > 0 ? [intakeByAge] : []) }
  }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource records 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = {
  parent: tables
  name: 'records'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roles: {
    name: guid(account.id, principalId, role)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

// Storage Blob Data Contributor, for the tenant's files.
var upload = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource administrator 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(administratorId)) {
  name: guid(account.id, administratorId, upload)
  scope: tenantFiles
  properties: {
    principalId: administratorId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', upload)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'archive-access'
  scope: blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}

module endpoints 'privateEndpoint.bicep' = [
  for service in ['blob', 'queue', 'table']: if (isPrivate) {
    name: 'endpoint-${service}'
    params: {
      name: 'pe-${service}-${suffix}'
      location: location
      tags: tags
      subnetId: endpointSubnetId
      targetId: account.id
      group: service
      zoneId: isPrivate ? zoneIds[service] : ''
    }
  }
]

output name string = account.name
